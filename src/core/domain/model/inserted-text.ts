/** A text that was put into a document by a value: it stands there as it is, whatever signs it holds. */
export interface InsertedText {
  readonly text: string;
  /** The author of the document said that it is Markdown; it is read apart from what stands around it. */
  readonly markdown?: true;
}

/** Signs of the private use area: no letters of any script, and no marks of Markdown. */
const [open, close] = ['\uE0F0', '\uE0F1'];
const marks = /[\uE0F0\uE0F1]/gu;
const place = /\uE0F0(\d{1,7})\uE0F1/gu;

/** What stands in the text of a document where the inserted text of that number belongs. */
export function textPlace(index: number): string {
  return `${open}${index}${close}`;
}

/** A text that has no places of its own. */
export function withoutPlaces(text: string): string {
  return text.replaceAll(marks, '');
}

/** The text in parts: what was written, and the inserted texts in between. */
export function partsOf(text: string, texts: readonly InsertedText[]): readonly (string | InsertedText)[] {
  const parts: (string | InsertedText)[] = [];
  let at = 0;
  for (const found of text.matchAll(place)) {
    const inserted = texts[Number(found[1])];
    if (inserted === undefined) continue;
    if (found.index > at) parts.push(text.slice(at, found.index));
    parts.push(inserted);
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push(text.slice(at));
  return parts;
}
