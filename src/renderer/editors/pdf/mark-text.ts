import { placesIn } from './find-in-pdf.ts';

const everywhere = 'aiwm-found';
const here = 'aiwm-found-here';

/** Marks the places of a text in the text of a page, one of them stronger, and gives that one. */
export function markText(container: HTMLElement, { wanted, index }: { readonly wanted: string; readonly index: number }): Range | undefined {
  const pieces = piecesOf(container);
  const ranges = placesIn(pieces.map(({ text }) => text).join(''), wanted).flatMap((from) => rangeOf(pieces, from, from + wanted.trim().length) ?? []);
  unmarkText();
  if ('highlights' in CSS) {
    const chosen = ranges[index];
    CSS.highlights.set(everywhere, new Highlight(...ranges.filter((range) => range !== chosen)));
    if (chosen !== undefined) CSS.highlights.set(here, new Highlight(chosen));
  }
  return ranges[index];
}

/** Takes the marks away. */
export function unmarkText(): void {
  if (!('highlights' in CSS)) return;
  CSS.highlights.delete(everywhere);
  CSS.highlights.delete(here);
}

interface Piece {
  readonly text: string;
  /** Absent for the end of a line. */
  readonly node?: Text;
}

/** The text of a page as it is searched: a space at the end of each line. */
function piecesOf(container: HTMLElement): Piece[] {
  const pieces: Piece[] = [];
  const walker = document.createTreeWalker(container, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node instanceof Text) pieces.push({ text: node.data, node });
    else if (node instanceof HTMLBRElement) pieces.push({ text: ' ' });
  }
  return pieces;
}

function rangeOf(pieces: readonly Piece[], from: number, to: number): Range | undefined {
  const range = document.createRange();
  let [at, isBegun] = [0, false];
  for (const { text, node } of pieces) {
    const end = at + text.length;
    if (node !== undefined && end > from && at < to) {
      if (!isBegun) range.setStart(node, Math.max(0, from - at));
      isBegun = true;
      range.setEnd(node, Math.min(text.length, to - at));
    }
    at = end;
  }
  return isBegun ? range : undefined;
}
