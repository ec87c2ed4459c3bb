import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HookPass, hookProblem } from '../../../src/core/domain/catalogue/model-hooks.ts';
import { findMatches } from '../../../src/core/domain/expression/find-matches.ts';
import { TextWork } from '../../../src/core/domain/expression/text-work.ts';
import { ModelHook } from '../../../src/core/domain/model/model-hook.ts';

const pass = (hook: object, work?: TextWork): HookPass => new HookPass([ModelHook.parse({ id: 'rule', do: 'redact', ...hook })], 'prompt', work);
const millionOf = (part: string): string => part.repeat(1_000_000 / part.length);

describe('a hook with a pattern', () => {
  it('finds what a regular expression finds', () => {
    const texts = fc.array(fc.constantFrom('a', 'b', 'c', 'A', '1', ' ', '\n', 'é', '😀'), { maxLength: 30 }).map((signs) => signs.join(''));
    const patterns = ['a', 'ab', '[ab]c', '\\d', '(?i)a', '\\bb\\b', '(?m)^c', 'é', '1 ', 'a[^b]c'];
    fc.assert(fc.property(texts, fc.constantFrom(...patterns), (text, pattern) => {
      const plain = new RegExp(pattern.replace(/^\(\?[im]\)/u, ''), `gu${pattern.startsWith('(?i)') ? 'i' : ''}${pattern.startsWith('(?m)') ? 'm' : ''}`);
      const expected = [...text.matchAll(plain)].map(({ 0: match, index }) => ({ start: index, end: index + match.length }));
      expect(findMatches(text, pattern)).toEqual(expected);
    }), { numRuns: 300 });
  });

  it('takes the first and longest of matches that overlap', () => {
    expect(findMatches('say foobar', 'foo|foobar|bar')).toEqual([{ start: 4, end: 10 }]);
    expect(findMatches('aaa', 'a*')).toEqual([{ start: 0, end: 3 }]);
  });

  it.each(['(.*)(.*)(.*)x', '(a|a|b)*c', '[a-z]+@', '\\pL+\\pN', '(a{0,10}){0,5}b'])('refuses a call rather than look at a hostile text for long: %s', (pattern) => {
    const work = new TextWork();
    const refusal = (): string => pass({ pattern }, work).text(millionOf('a'));
    expect(refusal).toThrow(/hook "rule" cannot look through what would be sent to the model; nothing was sent/u);
    expect(work.done).toBeLessThan(21_000_000);
  });

  it('looks through a million characters where little begins like a match', () => {
    expect(pass({ pattern: '(?i)project falcon' }).text(`${millionOf('Lorem ipsum, 42. ')} Project Falcon`)).toMatch(/\[redacted:rule\]$/u);
    expect(pass({ kinds: ['email', 'phone', 'iban', 'card'] }).text(`${millionOf('Lorem ipsum, 42. ')} x@y.com`)).toMatch(/\[redacted:email\]$/u);
  });

  it('is refused where it is no pattern, or too large a one', () => {
    expect(hookProblem({ pattern: '(' })).toBeDefined();
    expect(hookProblem({ pattern: '(a{40}){40}' })).toMatch(/repeats/u);
    expect(hookProblem({ pattern: `(${'[a-f0-9]?'.repeat(26)}){50}` })).toMatch(/too large/u);
    expect(hookProblem({ pattern: 'falcon' })).toBeUndefined();
  });
});

describe('what a hook takes out', () => {
  it('is gone from tool calls, however it is spelt in their JSON', () => {
    const hook = pass({ kinds: ['email', 'card'] });
    expect(hook.jsonText('{"to": "\\u0061nn@example.com", "card": 4111111111111111, "n": 3}')).toBe('{"to":"[redacted:email]","card":"[redacted:card]","n":3}');
    expect(hook.jsonText('to ann@example.com')).toBe('to [redacted:email]');
    expect(hook.jsonText('{ "n": 3 }')).toBe('{ "n": 3 }');
    expect(hook.notes).toEqual([{ hook: 'rule', did: 'redacted', in: 'prompt', count: 3 }]);
  });

  it('leaves numbers and names of schemas alone', () => {
    expect(pass({ kinds: ['card', 'email'] }).texts({ maximum: 4111111111111111, 'a@b.com': 'x@y.com' })).toEqual({ maximum: 4111111111111111, 'a@b.com': '[redacted:email]' });
  });
});
