import { around, type Rect } from '../../canvas/geometry.ts';

export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom';

/** Where nodes come to stand when they are aligned within the bounds of all of them; those that stay are left out. */
export function align(rects: ReadonlyMap<string, Rect>, alignment: Alignment): ReadonlyMap<string, Rect> {
  const bounds = around([...rects.values()]);
  if (bounds === undefined) return new Map();
  return changed(rects, (rect) => ({ ...rect, ...aligned(rect, bounds, alignment) }));
}

function aligned(rect: Rect, bounds: Rect, alignment: Alignment): { readonly x: number } | { readonly y: number } {
  switch (alignment) {
    case 'left':
      return { x: bounds.x };
    case 'centre':
      return { x: Math.round(bounds.x + (bounds.width - rect.width) / 2) };
    case 'right':
      return { x: bounds.x + bounds.width - rect.width };
    case 'top':
      return { y: bounds.y };
    case 'middle':
      return { y: Math.round(bounds.y + (bounds.height - rect.height) / 2) };
    case 'bottom':
      return { y: bounds.y + bounds.height - rect.height };
  }
}

/** Where nodes come to stand so that the gaps between them are alike; the outermost stay. */
export function distribute(rects: ReadonlyMap<string, Rect>, axis: 'across' | 'down'): ReadonlyMap<string, Rect> {
  const [at, size] = axis === 'across' ? (['x', 'width'] as const) : (['y', 'height'] as const);
  const sorted = [...rects].toSorted(([, a], [, b]) => a[at] - b[at] || a[size] - b[size]);
  const [first, last] = [sorted[0]?.[1], sorted.at(-1)?.[1]];
  if (first === undefined || last === undefined || sorted.length < 3) return new Map();
  const room = last[at] + last[size] - first[at];
  const gap = (room - sorted.reduce((sum, [, rect]) => sum + rect[size], 0)) / (sorted.length - 1);
  let next = first[at];
  const places = new Map(
    sorted.map(([id, rect]) => {
      const place = { ...rect, [at]: Math.round(next) };
      next += rect[size] + gap;
      return [id, place];
    }),
  );
  return changed(rects, (rect, id) => places.get(id) ?? rect);
}

function changed(rects: ReadonlyMap<string, Rect>, place: (rect: Rect, id: string) => Rect): ReadonlyMap<string, Rect> {
  return new Map(
    [...rects].flatMap(([id, rect]): [string, Rect][] => {
      const to = place(rect, id);
      return to.x === rect.x && to.y === rect.y ? [] : [[id, to]];
    }),
  );
}
