import type { Pdf } from './open-pdf.ts';
import { createOutline } from './outline.ts';

/** Where things stand: places that links and contents lead to, and what can be drawn only when all pages are known. */
export interface PageBook {
  /** A heading is drawn on the current page at the height `y`. */
  heading(heading: { readonly depth: number; readonly title: string; readonly anchor: string }, y: number): void;
  /** A place that links name. */
  place(anchor: string, y: number): void;
  /** The number that a reader sees on the page of a place. */
  pageOf(anchor: string): number | undefined;
  /** The name of a place inside the file. */
  nameOf(anchor: string): string;
  /** Draws on this page once all places are known. */
  later(draw: () => void): void;
  /** Draws what was left for later, and gives places to links that would lead nowhere. */
  finish(): void;
}

/** The book of one document. */
export function createPageBook(pdf: Pdf): PageBook {
  const outline = createOutline(pdf);
  const pages = new Map<string, number>();
  const names = new Map<string, string>();
  const waiting: { readonly page: number; readonly draw: () => void }[] = [];
  const current = (): number => pdf.bufferedPageRange().count - 1;

  function nameOf(anchor: string): string {
    const name = names.get(anchor) ?? `place-${names.size + 1}`;
    names.set(anchor, name);
    return name;
  }

  function place(anchor: string, y: number): void {
    if (!pages.has(anchor)) {
      pages.set(anchor, current() + 1);
      pdf.addNamedDestination(nameOf(anchor), 'XYZ', 0, y, null);
    }
  }

  return {
    heading: ({ depth, title, anchor }, y) => {
      outline(depth, title);
      place(anchor, y);
    },
    place,
    nameOf,
    pageOf: (anchor) => pages.get(anchor),
    later: (draw) => void waiting.push({ page: current(), draw }),
    finish: () => {
      for (const { page, draw } of waiting) {
        pdf.switchToPage(page);
        draw();
      }
      pdf.switchToPage(0);
      for (const [anchor] of [...names].filter(([name]) => !pages.has(name))) {
        place(anchor, 0);
      }
    },
  };
}
