import { overlap, type Point, type Rect } from '../../canvas/geometry.ts';

/** The point of a line so far from where it begins; on a short one no further than a third of it. */
export function pointAlong(line: readonly Point[], distance: number): Point {
  return placeAt(line, Math.min(distance, lengthOfAll(line) / 3));
}

function placeAt(line: readonly Point[], distance: number): Point {
  let left = distance;
  for (const [index, to] of line.slice(1).entries()) {
    const from = line[index] ?? to;
    const length = lengthOf(from, to);
    if (left <= length && length > 0) return { x: from.x + ((to.x - from.x) * left) / length, y: from.y + ((to.y - from.y) * left) / length };
    left -= length;
  }
  return line.at(-1) ?? { x: 0, y: 0 };
}

function lengthOfAll(line: readonly Point[]): number {
  return line.slice(1).reduce((sum, to, index) => sum + lengthOf(line[index] ?? to, to), 0);
}

/** The same, moved on along the line until it stands clear of what lies over it, where there is room before the other end. */
export function pointBeside(line: readonly Point[], distance: number, over: Rect): Point {
  const whole = lengthOfAll(line);
  const first = pointAlong(line, distance);
  const isClear = ({ x, y }: Point): boolean => !overlap({ x: x - distance / 2, y: y - distance / 2, width: distance, height: distance }, over);
  for (let at = distance; at <= whole * 0.6; at += 4) {
    const point = placeAt(line, at);
    if (isClear(point)) return point;
  }
  return first;
}

function lengthOf(from: Point, to: Point): number {
  return Math.hypot(to.x - from.x, to.y - from.y);
}
