import type { OpenPdf } from './open-pdf.ts';

/** One of the places where a text stands. */
export interface PdfPlace {
  readonly wanted: string;
  readonly page: number;
  /** Which of those on the page, from 0. */
  readonly index: number;
  /** How many there are on the page. */
  readonly count: number;
}

/** The next place of a text after another one of it, or from a page on; the first page comes after the last. */
export async function findInPdf(pdf: Pick<OpenPdf, 'pages' | 'textOf'>, from: { readonly wanted: string; readonly page: number; readonly after?: PdfPlace | undefined }, signal: AbortSignal): Promise<PdfPlace | undefined> {
  const { wanted, after } = from;
  const first = after?.page ?? from.page;
  // Once around, and the page it began on again for what stands before the last place.
  for (let step = 0; step <= pdf.pages; step += 1) {
    const page = ((first - 1 + step) % pdf.pages) + 1;
    const count = placesIn(await pdf.textOf(page).catch(() => ''), wanted).length;
    if (signal.aborted) return undefined;
    const index = step === 0 && after !== undefined ? after.index + 1 : 0;
    if (index < count) return { wanted, page, index, count };
  }
  return undefined;
}

/** Where in a text another begins, whatever the case of letters and the kind of space. */
export function placesIn(text: string, wanted: string): readonly number[] {
  const [whole, part] = [folded(text), folded(wanted.trim())];
  const places: number[] = [];
  if (part === '') return places;
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + part.length)) places.push(at);
  return places;
}

/** Letter by letter, so that places stay where they are: some letters have more than one small letter. */
function folded(text: string): string {
  const plain = text.replaceAll(/\s/gu, ' ');
  const small = plain.toLowerCase();
  return small.length === plain.length ? small : Array.from({ length: plain.length }, (_, at) => { const one = plain.charAt(at).toLowerCase(); return one.length === 1 ? one : plain.charAt(at); }).join('');
}
