import type { Measure } from './set-lines.ts';
import type { TagNode } from './tag-node.ts';

/** The column that blocks are set in, and the part of the document that they belong to. */
export interface Frame {
  readonly x: number;
  readonly width: number;
  readonly color: string;
  readonly measure: Measure;
  readonly tag: TagNode;
  /** Called when a heading is drawn, for the outline. */
  onHeading(depth: number, title: string): void;
}
