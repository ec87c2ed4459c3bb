import type { Root } from 'mdast';
import type { TextDirection } from '../../domain/model/document.ts';

/** A text as a Markdown tree, with what it says of itself in its head or front matter. */
export interface ParsedText {
  readonly root: Root;
  /** Elements that no document shows: scripts, styles, frames, forms. */
  readonly removed: number;
  readonly title?: string;
  readonly author?: string;
  readonly subject?: string;
  readonly keywords?: readonly string[];
  readonly language?: string;
  readonly direction?: TextDirection;
}
