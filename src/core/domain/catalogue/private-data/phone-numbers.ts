import { isDigit, isGap, isWord } from './signs.ts';

const mostDigits = 15;
const mostGroups = 8;
const mostBetween = 3;
const [plus, open, closed, dot, slash, zero] = [43, 40, 41, 46, 47, 48];

/** Not within a word, nor after a plus. */
export function mayBeginPhone(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (!isDigit(unit) && unit !== plus && unit !== open) return false;
  const before = text.charCodeAt(at - 1);
  return !isWord(before) && before !== plus;
}

/** Where a phone number that begins there ends: with a plus or a leading zero, as people write it, or in groups as in North America. */
export function phoneEnd(text: string, start: number): { readonly end: number | undefined; readonly looks: number } {
  const begin = afterSigns(text, start, true);
  const groups: number[] = [];
  let digits = 0;
  let end: number | undefined;
  let at = start;
  while (groups.length < 2 * mostGroups) {
    const from = groups.length === 0 ? begin : afterSigns(text, at, false);
    at = from;
    while (isDigit(text.charCodeAt(at)) && at - from <= mostDigits) at += 1;
    digits += at - from;
    if (at === from || digits > mostDigits || (groups.length === 0 && isWord(text.charCodeAt(at)))) break;
    groups.push(from, at);
    if (digits >= 7 && isPhone(text, { start, begin, groups })) end = at;
  }
  return { end, looks: 4 * (at - start + 1) };
}

function afterSigns(text: string, at: number, isFirst: boolean): number {
  let next = at;
  while (next - at < mostBetween && isBetween(text.charCodeAt(next), isFirst)) next += 1;
  return next;
}

function isBetween(unit: number, isFirst: boolean): boolean {
  if (unit === open || (isFirst && unit === plus)) return true;
  return !isFirst && (unit === closed || unit === dot || unit === slash || isGap(unit));
}

interface Groups {
  readonly start: number;
  /** Its first digit. */
  readonly begin: number;
  /** Where each group of digits begins and ends. */
  readonly groups: readonly number[];
}

function isPhone(text: string, { start, begin, groups }: Groups): boolean {
  for (let at = start; at < begin; at += 1) if (text.charCodeAt(at) === plus) return true;
  // A day is no number: 01.02.2026. Nor is a fraction: 0.5.
  if (text.charCodeAt(begin) === zero) return (begin > start || (groups[1] ?? 0) - begin > 1) && !isShaped(groups, [2, 2, 4]);
  if (isShaped(groups, [1, 3, 3, 4]) && text.charAt(begin) === '1') return isArea(text, groups[2]) && isArea(text, groups[4]);
  return isShaped(groups, [3, 3, 4]) && isArea(text, groups[0]) && isArea(text, groups[2]);
}

function isShaped(groups: readonly number[], sizes: readonly number[]): boolean {
  return groups.length === 2 * sizes.length && sizes.every((size, at) => (groups[2 * at + 1] ?? 0) - (groups[2 * at] ?? 0) === size);
}

/** There it begins with 2 to 9. */
function isArea(text: string, at = 0): boolean {
  return isDigit(text.charCodeAt(at)) && text.charCodeAt(at) > zero + 1;
}
