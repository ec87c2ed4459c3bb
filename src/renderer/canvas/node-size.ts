import type { CanvasNode } from './read-definition.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rows of acts a node shows; further ones are counted. */
export const mostRows = 4;
export const rowHeight = 20;
const head = 46;

/** From a node to the one below it: words on a line, and the arrow under them. */
export const layerGap = 40;

/** How large a node without bodies is drawn where nobody said so: by what it holds, so that it is known before it is drawn. */
export function sizeOf({ type, acts }: CanvasNode): Size {
  if (type === 'start' || type === 'end') return { width: 144, height: 40 };
  const rows = acts.length < 2 ? 0 : Math.min(acts.length, mostRows) + (acts.length > mostRows ? 1 : 0);
  return { width: 208, height: rows === 0 ? head : head + rows * rowHeight + 8 };
}
