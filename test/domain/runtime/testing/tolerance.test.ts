import { describe, expect, it } from 'vitest';
import type { Json } from '../../../../src/core/domain/model/json.ts';
import { type TestMatcher, TestRules } from '../../../../src/core/domain/model/test-matcher.ts';
import { matcherProblem, matchesValue } from '../../../../src/core/domain/runtime/testing/match-value.ts';
import { differsInModelTextOnly } from '../../../../src/core/domain/runtime/testing/model-texts.ts';
import { Tolerance } from '../../../../src/core/domain/runtime/testing/tolerance.ts';

const matchers: readonly (readonly [string, TestMatcher, Json, boolean])[] = [
  ['anything is any', 'any', null, true],
  ['a text is a text', 'text', 'words', true],
  ['an empty text is none', 'text', ' ', false],
  ['the words are in it', { contains: ['one', 'two'] }, 'two and one', true],
  ['one of the words is not', { contains: ['one', 'two'] }, 'one', false],
  ['it fits the pattern', { matches: '^[a-z]+ \\d+$' }, 'page 12', true],
  ['it does not fit the pattern', { matches: '^\\d+$' }, 'page 12', false],
  ['it is about as long', { length: 0.2 }, '12345678901', true],
  ['it is much longer', { length: 0.2 }, '1234567890123', false],
  ['it fits the schema', { schema: { type: 'object', required: ['a'] } }, { a: 1 }, true],
  ['it does not fit the schema', { schema: { type: 'object', required: ['a'] } }, {}, false],
];

describe('matchers', () => {
  it.each(matchers)('%s', (_name, matcher, value, fits) => {
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
