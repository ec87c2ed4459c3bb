import type { TextRange } from '../expression/find-matches.ts';
import type { PrivateKind } from '../model/model-hook.ts';

/** Where data of a kind stands in a text. No pattern reads a part of it in two ways, so that the time grows with the text alone. */
export function findPrivate(text: string, kind: PrivateKind): readonly TextRange[] {
  const { pattern, parts } = finders[kind];
  const found: TextRange[] = [];
  for (const { 0: match, index } of text.matchAll(pattern)) {
    const within = parts === undefined ? [{ start: 0, end: match.length }] : partsThat(parts, match);
    found.push(...within.map(({ start, end }) => ({ start: index + start, end: index + end })));
  }
  return found;
}

/** How one is told within a longer row of groups: by its length without separators, and by its check digits. */
interface Finder {
  readonly signs: readonly [least: number, most: number];
  readonly holds: (match: string) => boolean;
}

const finders: { readonly [Kind in PrivateKind]: { readonly pattern: RegExp; readonly parts?: Finder } } = {
  email: { pattern: /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62}\.){1,8}\p{L}{2,24}/gu },
  // With a plus or a leading zero, as people write it: other numbers are not for phones.
  phone: { pattern: /(?<![\w+])(?:\+|\(?0)[\d()][\d \u00A0()./-]{5,24}\d(?!\w)/gu, parts: { signs: [7, 24], holds: isPhone } },
  iban: { pattern: /(?<![\p{L}\p{N}])[A-Za-z]{2}\d{2}(?:[ \u00A0]?[A-Za-z0-9]){11,60}/gu, parts: { signs: [15, 34], holds: isIban } },
  card: { pattern: /(?<!\d)\d(?:[ \u00A0-]?\d){12,60}(?!\d)/gu, parts: { signs: [13, 19], holds: isCard } },
};

/** The row itself, or the longest runs of its groups that are one, the first ones first. */
function partsThat({ holds, signs: [least, most] }: Finder, row: string): readonly TextRange[] {
  const groups = [...row.matchAll(/[^ \u00A0-]+/gu)].map(({ 0: group, index }) => ({ start: index, end: index + group.length, size: group.length }));
  const found: TextRange[] = [];
  for (let first = 0; first < groups.length; first += 1) {
    const start = groups[first]?.start ?? 0;
    let signs = 0;
    let end = 0;
    let last = first;
    for (let at = first; at < groups.length && signs <= most; at += 1) {
      const group = groups[at];
      signs += group?.size ?? 0;
      if (group === undefined || signs < least || signs > most || !holds(row.slice(start, group.end))) continue;
      ({ end } = group);
      last = at;
    }
    if (end === 0) continue;
    found.push({ start, end });
    first = last;
  }
  return found;
}

const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '');

function isPhone(match: string): boolean {
  const digits = digitsOf(match).length;
  return digits >= 7 && digits <= 15;
}

/** Digits of which every second counts double come to a multiple of ten. */
function isCard(match: string): boolean {
  let sum = 0;
  let isSecond = false;
  for (let at = match.length - 1; at >= 0; at -= 1) {
    const digit = match.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) continue;
    const value = isSecond ? digit * 2 : digit;
    sum += value > 9 ? value - 9 : value;
    isSecond = !isSecond;
  }
  return sum % 10 === 0;
}

function isIban(match: string): boolean {
  if (!/^[A-Za-z]{2}\d{2}/u.test(match)) return false;
  const plain = match.replaceAll(/[\s\u00A0]/gu, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(plain)) return false;
  let rest = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}
