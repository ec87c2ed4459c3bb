import { centre, type Rect } from '../../canvas/geometry.ts';

export type Arrow = 'up' | 'down' | 'left' | 'right';

/** The nearest node in the direction of an arrow from a place, such as that of another node: what lies straight ahead counts more than what lies aside. */
export function nearestNode(rects: ReadonlyMap<string, Rect>, own: Rect, arrow: Arrow): string | undefined {
  const start = centre(own);
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const [id, rect] of rects) {
    if (isInside(rect, own) || isInside(own, rect)) continue;
    const to = centre(rect);
    const [ahead, aside] = distances({ x: to.x - start.x, y: to.y - start.y }, arrow);
    if (ahead <= 1 || ahead < aside * 0.35) continue;
    const cost = ahead + aside * 2;
    if (best === undefined || cost < best.cost) best = { id, cost };
  }
  return best?.id;
}

/** The one whose middle lies nearest to the middle of a place. */
export function closestTo(rects: ReadonlyMap<string, Rect>, place: Rect): string | undefined {
  const from = centre(place);
  const away = ([, rect]: readonly [string, Rect]): number => Math.hypot(centre(rect).x - from.x, centre(rect).y - from.y);
  return [...rects].toSorted((one, other) => away(one) - away(other))[0]?.[0];
}

function distances({ x, y }: { readonly x: number; readonly y: number }, arrow: Arrow): readonly [number, number] {
  if (arrow === 'up') return [-y, Math.abs(x)];
  if (arrow === 'down') return [y, Math.abs(x)];
  return [arrow === 'left' ? -x : x, Math.abs(y)];
}

/** A container and what is in it lie in no direction of each other. */
function isInside(inner: Rect, outer: Rect): boolean {
  return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
}
