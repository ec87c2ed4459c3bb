import { isDigit, isGap } from './signs.ts';

/** Where the number of a card that begins there ends: 13 to 19 digits in groups, of which every second counts double to a multiple of ten. */
export function cardEnd(text: string, start: number): { readonly end: number | undefined; readonly looks: number } {
  // Which digits count double is known at the last one only.
  let even = 0;
  let odd = 0;
  let digits = 0;
  let end: number | undefined;
  let at = start;
  while (digits < 19) {
    const unit = text.charCodeAt(at);
    if (isDigit(unit)) {
      const digit = unit - 48;
      const double = digit > 4 ? digit * 2 - 9 : digit * 2;
      even += digits % 2 === 0 ? double : digit;
      odd += digits % 2 === 0 ? digit : double;
      digits += 1;
      if (digits >= 13 && !isDigit(text.charCodeAt(at + 1)) && (digits % 2 === 0 ? even : odd) % 10 === 0) end = at + 1;
    } else if (!isGap(unit) || !isDigit(text.charCodeAt(at + 1))) {
      break;
    }
    at += 1;
  }
  // No card begins with a zero.
  return { end: text.charAt(start) === '0' ? undefined : end, looks: 3 * (at - start + 1) };
}
