import { isDigit, isGap, isLetter } from './signs.ts';

/** Where an account number (ISO 13616) that begins there ends: 15 to 34 signs in groups, with a remainder of 1 by 97. */
export function ibanEnd(text: string, start: number): { readonly end: number | undefined; readonly looks: number } {
  const head = headAt(text, start);
  if (head === undefined) return { end: undefined, looks: 4 };
  let rest = 0;
  let signs = 4;
  let end: number | undefined;
  let at = start + 4;
  while (signs < 34) {
    const value = valueAt(text, at);
    if (value >= 0) {
      rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
      signs += 1;
      // Country and check digits count last.
      if (signs >= 15 && valueAt(text, at + 1) < 0 && (rest * 1_000_000 + head) % 97 === 1) end = at + 1;
    } else if (!isGap(text.charCodeAt(at)) || valueAt(text, at + 1) < 0) {
      break;
    }
    at += 1;
  }
  return { end, looks: 3 * (at - start + 1) };
}

/** Two letters and two digits, as the digits they stand for. */
function headAt(text: string, at: number): number | undefined {
  const third = text.charCodeAt(at + 2);
  const fourth = text.charCodeAt(at + 3);
  if (!isLetter(text.charCodeAt(at)) || !isLetter(text.charCodeAt(at + 1)) || !isDigit(third) || !isDigit(fourth)) return undefined;
  return valueAt(text, at) * 10_000 + valueAt(text, at + 1) * 100 + (third - 48) * 10 + fourth - 48;
}

/** What a sign stands for; less than 0 where it is none. */
function valueAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (isDigit(unit)) return unit - 48;
  return isLetter(unit) ? (unit | 32) - 87 : -1;
}
