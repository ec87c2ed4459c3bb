import type { TextDirection } from '../../domain/model/document.ts';
import type { Sheet } from '../paper-sheet.ts';
import { plainText } from '../tree/document-tree.ts';
import type { Inline } from '../tree/document-tree.ts';
import { directionOf } from '../tree/text-direction.ts';

/** What the blocks of one document share and count up. */
export interface DocxContext {
  /** First numbers of the ordered lists met so far. */
  readonly starts: Set<number>;
  /** Lists met so far: each counts for itself. */
  lists: number;
  figures: number;
  readonly direction: TextDirection;
  /** Of every page, in twips. */
  readonly textArea: Sheet;
  /** The names of places that links lead to, by anchor. */
  readonly bookmarks: Map<string, string>;
  /** False inside a note, where no other note can be named. */
  readonly hasNotes: boolean;
}

/** The name of a place, as Word takes it: short, of letters and digits. */
export function bookmarkOf(anchor: string, { bookmarks }: DocxContext): string {
  const name = bookmarks.get(anchor) ?? `Place${bookmarks.size + 1}`;
  bookmarks.set(anchor, name);
  return name;
}

/** The way a paragraph is read, where that is to the left. */
export function wayOf(children: readonly Inline[], { direction }: DocxContext): { readonly bidirectional?: true } {
  return directionOf(plainText(children), direction) === 'rtl' ? { bidirectional: true } : {};
}
