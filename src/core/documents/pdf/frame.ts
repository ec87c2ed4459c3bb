import type { TextDirection } from '../../domain/model/document.ts';
import type { DocumentFonts } from '../fonts/document-fonts.ts';
import type { PageBook } from './page-book.ts';
import type { Page, TypeSize } from './page-format.ts';
import type { TagNode } from './tag-node.ts';

/** The column that blocks are set in, and the part of the document that they belong to. */
export interface Frame {
  readonly x: number;
  readonly width: number;
  readonly color: string;
  /** The letters of paragraphs. */
  readonly size: TypeSize;
  /** Which side lists, quotations and the columns of tables begin at. */
  readonly direction: TextDirection;
  readonly fonts: DocumentFonts;
  readonly tag: TagNode;
  readonly book: PageBook;
  readonly page: Page;
}

/** The column with `room` less at the side where reading begins. */
export function indented(frame: Frame, room: number): Frame {
  return { ...frame, x: frame.direction === 'rtl' ? frame.x : frame.x + room, width: frame.width - room };
}
