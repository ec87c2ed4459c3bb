import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/domain/model/json.ts';
import { type TestMatcher, TestRules } from '../../../../src/core/domain/model/test-matcher.ts';
import { matcherProblem, matchesValue } from '../../../../src/core/domain/runtime/testing/match-value.ts';
import { differsInModelTextOnly } from '../../../../src/core/domain/runtime/testing/model-texts.ts';
import { Tolerance } from '../../../../src/core/domain/runtime/testing/tolerance.ts';

const matchers: readonly { readonly says: string; readonly matcher: TestMatcher; readonly value: Json; readonly fits: boolean }[] = [
  { says: 'anything is any', matcher: 'any', value: null, fits: true },
  { says: 'a text is a text', matcher: 'text', value: 'words', fits: true },
  { says: 'an empty text is none', matcher: 'text', value: ' ', fits: false },
  { says: 'the words are in it', matcher: { contains: ['one', 'two'] }, value: 'two and one', fits: true },
  { says: 'one of the words is not', matcher: { contains: ['one', 'two'] }, value: 'one', fits: false },
  { says: 'it fits the pattern', matcher: { matches: '^[a-z]+ \\d+$' }, value: 'page 12', fits: true },
  { says: 'it does not fit the pattern', matcher: { matches: '^\\d+$' }, value: 'page 12', fits: false },
  { says: 'it is about as long', matcher: { length: 0.2 }, value: '12345678901', fits: true },
  { says: 'it is much longer', matcher: { length: 0.2 }, value: '1234567890123', fits: false },
  { says: 'it fits the schema', matcher: { schema: { type: 'object', required: ['a'] } }, value: { a: 1 }, fits: true },
  { says: 'it does not fit the schema', matcher: { schema: { type: 'object', required: ['a'] } }, value: {}, fits: false },
];

describe('matchers', () => {
  it.each(matchers)('$says', ({ matcher, value, fits }) => {
    expect(matchesValue(matcher, '1234567890', value)).toBe(fits);
  });

  it('that cannot be used are known before they are kept', () => {
    expect(matcherProblem({ matches: '(' })).toBeDefined();
    expect(matcherProblem({ matches: 'a{1,900}' })).toBeDefined();
    expect(matcherProblem({ matches: 'a+', schema: { type: 'string' } })).toBeUndefined();
    expect(TestRules.safeParse({ nowhere: 'any' }).success).toBe(false);
    expect(TestRules.safeParse({ 'refine#1:pass[0]/draft#1:output.text': 'text' }).success).toBe(true);
  });
});

describe('tolerance', () => {
  const allowed = (rules: TestRules, place: string, path: string): boolean => {
    const [name = '', inner] = path.split('.');
    const at = (value: string): Json => ({ [name]: inner === undefined ? value : { [inner]: value } });
    return new Tolerance(rules, []).diff(place, at('a'), at('b')).length === 0;
  };

  it('counts where place and path fit, with a star for any characters', () => {
    expect(allowed({ 'ask#1:output.text': 'text' }, 'ask#1', 'output.text')).toBe(true);
    expect(allowed({ 'ask#1:output.text': 'text' }, 'ask#2', 'output.text')).toBe(false);
    expect(allowed({ 'ask#*:output.text': 'text' }, 'ask#2', 'output.text')).toBe(true);
    expect(allowed({ '*:*.text': 'text' }, 'map#1:body[3]/ask#1', 'output.text')).toBe(true);
    expect(allowed({ ':outputs': 'any' }, '', 'outputs.text')).toBe(true);
    expect(allowed({ ':outputs': 'text' }, '', 'outputs.text')).toBe(false);
    expect(allowed({ ':output': 'any' }, '', 'outputs')).toBe(false);
  });

  it('of model text: what stands around it is exact, and something stands in its place', () => {
    const texts = ['the long words of a model', 'some other words'];
    const differs = (recorded: string, now: string): boolean => !differsInModelTextOnly(texts, recorded, now);

    expect(differs('A: the long words of a model; B: some other words.', 'A: hello; B: world.')).toBe(false);
    expect(differs('A: the long words of a model; B: some other words.', 'A: hello, B: world.')).toBe(true);
    expect(differs('A: the long words of a model.', 'A: .')).toBe(true);
    expect(differs('nothing of theirs', 'nothing of ours')).toBe(true);
    expect(differs('the long words of a model', 'x')).toBe(false);
    expect(differs('the long words of a model', '')).toBe(true);
  });
});
