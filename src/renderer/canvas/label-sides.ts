import type { Point, Rect } from './geometry.ts';
import type { CanvasEdge } from './read-definition.ts';

/** Where the words of a transition stand: on its line, or beside it. */
export type LabelSide = 'left' | 'right' | undefined;

/** A transition with the point its words are laid on. */
interface Labelled {
  readonly edge: Pick<CanvasEdge, 'label' | 'priority' | 'isDefault' | 'validators'>;
  readonly label: Point;
  readonly side?: LabelSide;
}

const height = 20;
/** How far words beside a line reach over it. */
const overLine = 10;

/** About how wide the words of a transition are, in pixels at full size; none without words. */
export function labelWidth({ label, priority, isDefault, validators }: Labelled['edge']): number {
  const letters = Math.min(label.length, 26) + (priority === 0 ? 0 : 3) + (isDefault && label !== 'else' ? 5 : 0) + (validators === 0 ? 0 : 9);
  return letters === 0 ? 0 : Math.min(208, letters * 6.2 + 20);
}

/** The room the words of a transition take, from the upper left of the whole drawing; nothing without words. */
export function labelRect({ edge, label: { x, y }, side }: Labelled): Rect | undefined {
  const width = labelWidth(edge);
  if (width === 0) return undefined;
  const left = side === 'left' ? x - width + overLine : side === 'right' ? x - overLine : x - width / 2;
  return { x: left, y: y - height / 2, width, height };
}

/** Words that would stand on each other, or on a node beside their line, are put beside the line instead, each to its own side. */
export function sideLabels<Placed extends Labelled>(edges: readonly Placed[], boxes: readonly Rect[]): readonly Placed[] {
  const sides = new Map<Placed, LabelSide>();
  const worded = edges.flatMap((edge) => {
    const rect = labelRect(edge);
    return rect === undefined ? [] : [{ edge, rect }];
  }).toSorted((one, other) => one.rect.y - other.rect.y);
  for (const { edge, rect } of worded) {
    const side = awayFrom(boxes, rect, edge.label.x);
    if (side !== undefined) sides.set(edge, side);
  }
  for (const [index, one] of worded.entries()) {
    for (let next = index + 1; next < worded.length; next += 1) {
      const other = worded[next];
      if (other === undefined || other.rect.y >= one.rect.y + height) break;
      if (other.rect.x >= one.rect.x + one.rect.width || one.rect.x >= other.rect.x + other.rect.width) continue;
      const [left, right] = one.edge.label.x <= other.edge.label.x ? [one.edge, other.edge] : [other.edge, one.edge];
      if (!sides.has(left)) sides.set(left, 'left');
      if (!sides.has(right)) sides.set(right, 'right');
    }
  }
  return sides.size === 0 ? edges : edges.map((edge) => (sides.has(edge) ? { ...edge, side: sides.get(edge) } : edge));
}

function awayFrom(boxes: readonly Rect[], rect: Rect, line: number): LabelSide {
  for (const box of boxes) {
    if (box.y >= rect.y + height || box.y + box.height <= rect.y) continue;
    if (line <= box.x && rect.x + rect.width > box.x) return 'left';
    if (line >= box.x + box.width && rect.x < box.x + box.width) return 'right';
  }
  return undefined;
}

/** How words are laid on their point or beside it, at whatever size they are drawn. */
export function labelTransform({ label: { x, y }, side }: Pick<Labelled, 'label' | 'side'>): { readonly transform: string; readonly transformOrigin?: string } {
  if (side === undefined) return { transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` };
  return side === 'left'
    ? { transform: `translate(-100%, -50%) translate(${x + overLine}px, ${y}px)`, transformOrigin: 'right center' }
    : { transform: `translate(0, -50%) translate(${x - overLine}px, ${y}px)`, transformOrigin: 'left center' };
}
