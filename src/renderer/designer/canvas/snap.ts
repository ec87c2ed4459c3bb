import type { Rect } from '../../canvas/geometry.ts';

/** Distance of the places of the grid. */
export const gridStep = 10;

/** A line through edges or middles that stand in one row, from its beginning to its end. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  readonly x: number;
  readonly y: number;
  readonly guides: readonly Guide[];
}

/** Where a rectangle under the pointer comes to stand: in line with another one that is near, else on the grid. */
export function snap(moving: Rect, others: readonly Rect[], reach: number): Snapped {
  const across = nearestLine(moving, others, { at: 'x', size: 'width', reach });
  const down = nearestLine(moving, others, { at: 'y', size: 'height', reach });
  const x = across === undefined ? onGrid(moving.x) : moving.x + across.shift;
  const y = down === undefined ? onGrid(moving.y) : moving.y + down.shift;
  const placed = { ...moving, x, y };
  return { x, y, guides: [...guideOf(placed, across, 'x'), ...guideOf(placed, down, 'y')] };
}

export function onGrid(value: number): number {
  return Math.round(value / gridStep) * gridStep;
}

interface Line {
  readonly shift: number;
  readonly at: number;
  readonly with: Rect;
}

interface Along {
  readonly at: 'x' | 'y';
  readonly size: 'width' | 'height';
  readonly reach: number;
}

function nearestLine(moving: Rect, others: readonly Rect[], { at, size, reach }: Along): Line | undefined {
  let best: Line | undefined;
  const own = linesOf(moving, at, size);
  for (const other of others) {
    for (const [index, line] of linesOf(other, at, size).entries()) {
      const shift = line - (own[index] ?? 0);
      if (Math.abs(shift) <= reach && (best === undefined || Math.abs(shift) < Math.abs(best.shift))) best = { shift, at: line, with: other };
    }
  }
  return best;
}

/** Beginning, middle and end. */
function linesOf(rect: Rect, at: 'x' | 'y', size: 'width' | 'height'): readonly number[] {
  return [rect[at], rect[at] + rect[size] / 2, rect[at] + rect[size]];
}

function guideOf(placed: Rect, line: Line | undefined, axis: 'x' | 'y'): Guide[] {
  if (line === undefined) return [];
  const [at, size] = axis === 'x' ? (['y', 'height'] as const) : (['x', 'width'] as const);
  return [{ axis, at: line.at, from: Math.min(placed[at], line.with[at]), to: Math.max(placed[at] + placed[size], line.with[at] + line.with[size]) }];
}
