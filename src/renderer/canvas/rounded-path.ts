import type { Point } from './geometry.ts';

/** An SVG path through the points with round corners. */
export function roundedPath(points: readonly Point[], radius = 10): string {
  const [first, ...rest] = points;
  if (first === undefined) return '';
  const parts = [`M${first.x} ${first.y}`];
  let before = first;
  for (const [index, corner] of rest.entries()) {
    const after = rest[index + 1];
    if (after === undefined) parts.push(`L${corner.x} ${corner.y}`);
    else {
      const [into, out] = [towards(corner, before, radius), towards(corner, after, radius)];
      parts.push(`L${into.x} ${into.y}Q${corner.x} ${corner.y} ${out.x} ${out.y}`);
    }
    before = corner;
  }
  return parts.join('');
}

/** The point at most `distance` from `from` on the way to `to`, and never past its middle. */
function towards(from: Point, to: Point, distance: number): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const share = length === 0 ? 0 : Math.min(distance, length / 2) / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}
