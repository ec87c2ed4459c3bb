import type { TextRange } from '../../expression/find-matches.ts';
import { isDigit, isForeignLetter, isLetter } from './signs.ts';

/** The address around the at sign there, if there is one. Between two at signs each character is looked at twice at most. */
export function mailAddress(text: string, at: number): { readonly range: TextRange | undefined; readonly looks: number } {
  let start = at;
  while (start > 0 && isLocal(text.charCodeAt(start - 1))) start -= 1;
  const { end, looks } = domainEnd(text, at + 1);
  const all = at - start + looks + 1;
  // A quote or dot before it belongs to the sentence.
  while (start < at && quotes.includes(text.charAt(start))) start += 1;
  return { range: start === at || end === undefined ? undefined : { start, end }, looks: all };
}

const quotes = "'`.";
const others = new Uint8Array(128);
for (const sign of "!#$%&'*+-/=?^_`{|}~.") others[sign.charCodeAt(0)] = 1;

function isLocal(unit: number): boolean {
  return isLetter(unit) || isDigit(unit) || others[unit] === 1 || isForeignLetter(unit);
}

/** Two labels at least, of which the last one begins with a letter and has two signs. */
function domainEnd(text: string, start: number): { readonly end: number | undefined; readonly looks: number } {
  let end: number | undefined;
  let label = start;
  let dots = 0;
  let at = start;
  for (; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === 46 && at > label) {
      dots += 1;
      label = at + 1;
    } else if (isLetter(unit) || isDigit(unit) || isForeignLetter(unit)) {
      const first = text.charCodeAt(label);
      if (dots > 0 && at > label && !isDigit(first) && first !== 45) end = at + 1;
    } else if (unit !== 45) {
      break;
    }
  }
  return { end, looks: at - start + 1 };
}
