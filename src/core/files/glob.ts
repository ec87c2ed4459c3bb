import { AppError } from '../domain/model/errors.ts';

/** Matches a relative path with forward slashes. */
export type GlobMatcher = (relativePath: string) => boolean;

const maxLength = 256;
const maxAlternatives = 64;

/**
 * A matcher for `*`, `?`, `[a-z]`, `[!a-z]`, `{one,two}` and, as a whole part, `**`. A pattern without a slash is held
 * against the name alone. It needs at most pattern × path steps; the platform's own matcher turns patterns into
 * backtracking expressions, and one of 40 characters kept it busy for a minute.
 */
export function compileGlob(pattern: string): GlobMatcher {
  if (pattern.length > maxLength) throw invalid(pattern, `is longer than ${maxLength} characters`);
  const alternatives = expandBraces(pattern).map((text) => text.split('/').map((part) => (part === '**' ? part : compilePart(part, pattern))));
  const nameOnly = !pattern.includes('/');
  return (relativePath) => {
    const parts = relativePath.split('/');
    const compared = nameOnly ? parts.slice(-1) : parts;
    return alternatives.some((alternative) => matchSequence(alternative, compared, (token, part) => (token === '**' ? 'any' : matchesPart(token, part))));
  };
}

type CharacterTest = (character: string) => boolean;
type PartToken = '*' | CharacterTest;

/**
 * Greedy match with one point of return: when it fails after a star, the last star takes one more item. The last star is
 * enough, since whatever an earlier one could take, a later one can.
 */
function matchSequence<T, I>(tokens: readonly T[], items: readonly I[], test: (token: T, item: I) => boolean | 'any'): boolean {
  let token = 0;
  let star = -1;
  let starItem = 0;
  for (let item = 0; item < items.length; ) {
    const outcome = token < tokens.length ? test(tokens[token] as T, items[item] as I) : false;
    if (outcome === 'any') {
      star = token;
      starItem = item;
      token += 1;
    } else if (outcome) {
      token += 1;
      item += 1;
    } else if (star >= 0) {
      starItem += 1;
      item = starItem;
      token = star + 1;
    } else {
      return false;
    }
  }
  // What is left may only be stars; a star answers 'any' whatever the item.
  return tokens.slice(token).every((rest) => rest === '*' || rest === '**');
}

function matchesPart(tokens: readonly PartToken[], part: string): boolean {
  return matchSequence(tokens, [...part], (token, character) => (token === '*' ? 'any' : token(character)));
}

function compilePart(part: string, pattern: string): readonly PartToken[] {
  const tokens: PartToken[] = [];
  const characters = [...part];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] as string;
    if (character === '*') tokens.push('*');
    else if (character === '?') tokens.push(() => true);
    else if (character === '[') {
      const end = characters.indexOf(']', at + 2);
      if (end < 0) throw invalid(pattern, 'opens "[" without closing it');
      tokens.push(compileSet(characters.slice(at + 1, end)));
      at = end;
    } else tokens.push((given) => given === character);
  }
  return tokens;
}

function compileSet(body: readonly string[]): CharacterTest {
  const isNegated = body[0] === '!' || body[0] === '^';
  const set = isNegated ? body.slice(1) : body;
  const ranges: (readonly [string, string])[] = [];
  for (let at = 0; at < set.length; at += 1) {
    const from = set[at] as string;
    const to = set[at + 1] === '-' ? set[at + 2] : undefined;
    ranges.push([from, to ?? from]);
    if (to !== undefined) at += 2;
  }
  return (given) => ranges.some(([from, to]) => given >= from && given <= to) !== isNegated;
}

/** Every spelling of `{a,b}`; braces nest. */
function expandBraces(pattern: string): readonly string[] {
  const done: string[] = [];
  const open = [pattern];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const group = /\{([^{}]*)\}/u.exec(next);
    if (group === null) done.push(next);
    else {
      const [whole, body = ''] = group;
      for (const choice of body.split(',')) open.push(next.slice(0, group.index) + choice + next.slice(group.index + whole.length));
    }
    if (done.length + open.length > maxAlternatives) throw invalid(pattern, `has more than ${maxAlternatives} alternatives`);
  }
  return done;
}

function invalid(pattern: string, why: string): AppError {
  return new AppError('input_invalid', `The pattern "${pattern.slice(0, 80)}" ${why}.`, { next: 'Use *, ?, [a-z], {one,two} and ** in a shorter pattern.' });
}
