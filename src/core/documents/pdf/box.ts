import type { Pen } from './pen.ts';

/** Something that is set at one height of one page and never parted: a line, a row, a picture. */
export interface Box {
  /** White space wanted above; none at the top of a page. */
  readonly above: number;
  readonly height: number;
  /** Stays on the page of the box that follows. */
  readonly keepsNext: boolean;
  /** What follows begins on a new page. */
  readonly endsPage?: boolean;
  /** Set again, as decoration, at the top of each page that begins inside the same table. */
  readonly repeated?: { readonly height: number; draw(pen: Pen, y: number): void };
  /** `above` is the white space that was really left. */
  draw(pen: Pen, y: number, above: number): void;
}
