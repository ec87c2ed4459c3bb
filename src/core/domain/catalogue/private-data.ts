import type { TextRange } from '../expression/find-matches.ts';
import type { PrivateKind } from '../model/model-hook.ts';

/** Where data of a kind stands in a text. No pattern reads a part of it in two ways, so that the time grows with the text alone. */
export function findPrivate(text: string, kind: PrivateKind): readonly TextRange[] {
  const { pattern, holds } = finders[kind];
  const found: TextRange[] = [];
  for (const { 0: match, index } of text.matchAll(pattern)) found.push(...partsThat(holds, match).map(({ start, end }) => ({ start: index + start, end: index + end })));
  return found;
}

interface Finder {
  readonly pattern: RegExp;
  /** Whether this is one; of a longer row of groups the parts are asked that groups make. */
  readonly holds: (match: string) => boolean;
}

const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '');

const finders: { readonly [Kind in PrivateKind]: Finder } = {
  email: { pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.){1,8}\p{L}{2,24}/gu, holds: () => true },
  // With a plus or a leading zero, as people write it: other numbers are not for phones.
  phone: { pattern: /(?<![\w+])(?:\+|\(?0)[\d()][\d \u00A0()./-]{5,24}\d(?!\w)/gu, holds: (match) => digitsOf(match).length >= 7 && digitsOf(match).length <= 15 },
  iban: { pattern: /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?:[ \u00A0]?[A-Za-z0-9]){11,60}/gu, holds: isIban },
  card: { pattern: /(?<!\d)\d(?:[ \u00A0-]?\d){12,60}(?!\d)/gu, holds: isCard },
};

/** The row itself, or the longest runs of its groups that are one, the first ones first. */
function partsThat(holds: Finder['holds'], row: string): readonly TextRange[] {
  if (holds(row)) return [{ start: 0, end: row.length }];
  const groups = [...row.matchAll(/[^ \u00A0-]+/gu)].map(({ 0: group, index }) => ({ start: index, end: index + group.length }));
  const found: TextRange[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const start = groups[first]?.start ?? 0;
    const last = groups.findLastIndex((group, at) => at >= first && holds(row.slice(start, group.end)));
    if (last < 0) continue;
    found.push({ start, end: groups[last]?.end ?? start });
    first = last;
  }
  return found;
}

/** Digits of which every second counts double come to a multiple of ten. */
function isCard(match: string): boolean {
  const digits = digitsOf(match);
  if (digits.length < 13 || digits.length > 19) return false;
  const sum = [...digits].toReversed().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function isIban(match: string): boolean {
  const plain = match.replaceAll(/[\s\u00A0]/gu, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(plain)) return false;
  const digits = [...(plain.slice(4) + plain.slice(0, 4))].map((sign) => String(Number.parseInt(sign, 36))).join('');
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1;
}
