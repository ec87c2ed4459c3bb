import type { TextDirection } from '../../domain/model/document.ts';

const rightToLeftLanguages = new Set(['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'iw', 'ji', 'ks', 'nqo', 'ps', 'sd', 'syr', 'ug', 'ur', 'yi']);
const rightToLeftScripts = /^(?:adlm|arab|hebr|mand|mend|nkoo|rohg|samr|syrc|thaa)$/;
/** Letters of the scripts that run from right to left, their own digits left out. */
const strongRight = '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Adlam}\\p{Script=Samaritan}\\p{Script=Mandaic}';
const firstLetter = /\p{L}/u;
const rightLetter = new RegExp(`[${strongRight}]`, 'u');

/** The way a language is written; a script in the tag goes before the habit of its language. */
export function directionOfLanguage(language: string): TextDirection {
  const [primary = '', ...rest] = language.toLowerCase().split('-');
  const script = rest.find((part) => part.length === 4);
  const isRight = script === undefined ? rightToLeftLanguages.has(primary) : rightToLeftScripts.test(script);
  return isRight ? 'rtl' : 'ltr';
}

/** The way a text begins to be read: that of its first letter. */
export function directionOf(text: string, otherwise: TextDirection): TextDirection {
  const letter = firstLetter.exec(text)?.[0];
  return letter === undefined ? otherwise : rightLetter.test(letter) ? 'rtl' : 'ltr';
}

/** Whether any letter of the text runs from right to left. */
export function hasRightToLeft(text: string): boolean {
  return rightLetter.test(text);
}

/** The text in pieces of one direction, blanks and signs with the letters before them. */
export function directedPieces(text: string): readonly { readonly text: string; readonly isRight: boolean }[] {
  if (!hasRightToLeft(text)) {
    return [{ text, isRight: false }];
  }
  const right = new RegExp(`[${strongRight}](?:[^\\p{L}]*[${strongRight}\\p{M}])*`, 'gu');
  const pieces: { text: string; isRight: boolean }[] = [];
  let at = 0;
  for (const { 0: found, index } of text.matchAll(right)) {
    if (index > at) {
      pieces.push({ text: text.slice(at, index), isRight: false });
    }
    pieces.push({ text: found, isRight: true });
    at = index + found.length;
  }
  return at < text.length ? [...pieces, { text: text.slice(at), isRight: false }] : pieces;
}
