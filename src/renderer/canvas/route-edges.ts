import type { Point, Rect } from './geometry.ts';

export interface Wire {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}

export interface Route {
  readonly points: readonly Point[];
  readonly label: Point;
}

/** Room a line keeps from what it goes around, and between lines side by side. */
const [room, step] = [18, 14];
/** Words on a line leave its arrow to be seen: half their height, and the arrow. */
const beforeEnd = 26;

/**
 * Lines of a region's transitions with straight pieces and right angles: down from one node to the next, around what stands in
 * between, and back up beside it. Lines that leave or enter a node together stand apart. `right` is the same, turned.
 */
export function routeEdges(rects: ReadonlyMap<string, Rect>, wires: readonly Wire[], direction: 'down' | 'right'): ReadonlyMap<string, Route> {
  if (direction === 'down') return routeDown(rects, wires);
  const turned = new Map([...rects].map(([id, rect]) => [id, turnedRect(rect)]));
  return new Map([...routeDown(turned, wires)].map(([id, { points, label }]) => [id, { points: points.map(turnedPoint), label: turnedPoint(label) }]));
}

function turnedRect({ x, y, width, height }: Rect): Rect {
  return { x: y, y: x, width: height, height: width };
}

function turnedPoint({ x, y }: Point): Point {
  return { x: y, y: x };
}

interface Ends {
  readonly wire: Wire;
  readonly from: Rect;
  readonly to: Rect;
  /** Where it is led: to a node further down, to one beside, or back up. */
  readonly way: 'down' | 'side' | 'back';
}

function routeDown(rects: ReadonlyMap<string, Rect>, wires: readonly Wire[]): ReadonlyMap<string, Route> {
  const ends = wires.flatMap((wire): Ends[] => {
    const [from, to] = [rects.get(wire.from), rects.get(wire.to)];
    return from === undefined || to === undefined ? [] : [{ wire, from, to, way: wayOf(from, to) }];
  });
  const outs = spread(ends, 'from', ({ to }) => middleOf(to));
  const ins = spread(ends, 'to', ({ from }) => middleOf(from));
  const lanes = lanesOf(ends);
  const boxes = [...rects.values()];
  const routed = (each: Ends, into: number): Route => {
    if (each.way === 'down') return downward(each, { out: outs.get(each.wire.id) ?? 0, in: into }, boxes);
    return each.way === 'side' ? sideways(each) : backward(each, lanes.get(each.wire.id) ?? 0, boxes);
  };
  const first = new Map(ends.map((each) => [each.wire.id, routed(each, ins.get(each.wire.id) ?? 0)]));
  // A line that goes around something comes from there, wherever it began: lines into one node stand in that order.
  const settled = spread(ends, 'to', ({ wire }) => comesFrom(first.get(wire.id)));
  return new Map(ends.map((each) => {
    const { id } = each.wire;
    const into = settled.get(id) ?? 0;
    return [id, into === (ins.get(id) ?? 0) ? (first.get(id) ?? routed(each, into)) : routed(each, into)];
  }));
}

function middleOf({ x, width }: Rect): number {
  return x + width / 2;
}

/** Where a line down stands before its last bend. */
function comesFrom(route: Route | undefined): number {
  return (route?.points.at(-3) ?? route?.points[0])?.x ?? 0;
}

/** Where a line between them is led: down, to one beside, or back up. */
export function wayOf(from: Rect, to: Rect): Ends['way'] {
  if (to.y >= from.y + from.height + 12) return 'down';
  const isApart = to.x >= from.x + from.width + 12 || from.x >= to.x + to.width + 12;
  const isLevel = to.y < from.y + from.height && from.y < to.y + to.height;
  return isApart && isLevel ? 'side' : 'back';
}

/** How far from the middle of a side each of the lines down stands, from left to right. */
function spread(ends: readonly Ends[], side: 'from' | 'to', place: (each: Ends) => number): ReadonlyMap<string, number> {
  const groups = Map.groupBy(ends.filter(({ way }) => way === 'down'), ({ wire }) => wire[side]);
  const offsets = new Map<string, number>();
  for (const group of groups.values()) {
    if (group.length === 1) continue;
    const sorted = group.toSorted((a, b) => place(a) - place(b));
    const width = Math.min(28, ((sorted[0]?.[side].width ?? 0) - 32) / sorted.length);
    for (const [index, { wire }] of sorted.entries()) offsets.set(wire.id, (index - (sorted.length - 1) / 2) * width);
  }
  return offsets;
}

/** Lines back up that run beside each other get lanes of their own. */
function lanesOf(ends: readonly Ends[]): ReadonlyMap<string, number> {
  const back = ends.filter(({ way }) => way === 'back').toSorted((a, b) => a.from.y - a.to.y - (b.from.y - b.to.y));
  return new Map(back.map(({ wire }, index) => [wire.id, index % 6]));
}

interface Offsets {
  readonly out: number;
  readonly in: number;
}

function downward({ from, to }: Ends, offsets: Offsets, boxes: readonly Rect[]): Route {
  const start = { x: from.x + from.width / 2 + offsets.out, y: from.y + from.height };
  const end = { x: to.x + to.width / 2 + offsets.in, y: to.y };
  const between = boxes.filter((box) => box !== from && box !== to && box.y < end.y - 4 && box.y + box.height > start.y + 4);
  if (Math.abs(start.x - end.x) < 3 && isClear(start.x, between)) return { points: [start, { x: start.x, y: end.y }], label: { x: start.x, y: Math.min((start.y + end.y) / 2, end.y - beforeEnd) } };
  const gap = Math.min(26, (end.y - start.y) / 2);
  if (between.length === 0) {
    const turn = start.y + Math.min(14, gap);
    return { points: [start, { x: start.x, y: turn }, { x: end.x, y: turn }, end], label: { x: end.x, y: Math.min((turn + end.y) / 2 - 1, end.y - beforeEnd) } };
  }
  const channel = channelFor([start.x, end.x], between);
  const [top, bottom] = [start.y + gap * 0.6, end.y - gap * 0.7];
  return {
    points: clean([start, { x: start.x, y: top }, { x: channel, y: top }, { x: channel, y: bottom }, { x: end.x, y: bottom }, end]),
    label: { x: channel, y: (top + bottom) / 2 },
  };
}

function isClear(x: number, boxes: readonly Rect[]): boolean {
  return boxes.every((box) => x < box.x - 6 || x > box.x + box.width + 6);
}

/** The nearest way down past everything in between: straight on if that is clear, else beside one of the boxes. */
function channelFor(preferred: readonly [number, number], boxes: readonly Rect[]): number {
  const [from, to] = preferred;
  const beside = boxes.length > 60 ? [] : boxes.flatMap((box) => [box.x - room, box.x + box.width + room]);
  const far = boxes.length > 60 ? [Math.min(...boxes.map((box) => box.x)) - room, Math.max(...boxes.map((box) => box.x + box.width)) + room] : [];
  const candidates = [to, from, ...beside, ...far].filter((x) => isClear(x, boxes));
  const cost = (x: number): number => Math.abs(x - from) + Math.abs(x - to);
  return candidates.reduce((best, x) => (cost(x) < cost(best) ? x : best), candidates[0] ?? to);
}

function sideways({ from, to }: Ends): Route {
  const isRight = to.x > from.x;
  const start = { x: isRight ? from.x + from.width : from.x, y: from.y + from.height / 2 };
  const end = { x: isRight ? to.x : to.x + to.width, y: to.y + to.height / 2 };
  const middle = (start.x + end.x) / 2;
  const points = Math.abs(start.y - end.y) < 3 ? [start, { x: end.x, y: start.y }] : [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
  return { points, label: { x: middle, y: (start.y + end.y) / 2 } };
}

/** Beside everything it passes, on the side where that is nearer. */
function backward({ from, to }: Ends, lane: number, boxes: readonly Rect[]): Route {
  const y = { start: from.y + from.height / 2, end: to === from ? from.y + from.height * 0.8 : to.y + to.height / 2 };
  const [top, bottom] = [Math.min(y.start, y.end), Math.max(y.start, y.end)];
  const passed = boxes.filter((box) => box === from || box === to || (box.y < bottom && box.y + box.height > top));
  const near = passed.filter((box) => box === from || box === to || (box.x < Math.max(from.x + from.width, to.x + to.width) + 2 * room && box.x + box.width > Math.min(from.x, to.x) - 2 * room));
  const right = Math.max(...near.map((box) => box.x + box.width)) + room + lane * step;
  const left = Math.min(...near.map((box) => box.x)) - room - lane * step;
  const isRight = right - Math.max(from.x + from.width, to.x + to.width) <= Math.min(from.x, to.x) - left;
  const x = isRight ? right : left;
  const side = (rect: Rect): number => (isRight ? rect.x + rect.width : rect.x);
  return { points: [{ x: side(from), y: y.start }, { x, y: y.start }, { x, y: y.end }, { x: side(to), y: y.end }], label: { x, y: (y.start + y.end) / 2 } };
}

/** Without corners that turn nowhere. */
function clean(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    return !((Math.abs(before.x - point.x) < 1 && Math.abs(after.x - point.x) < 1) || (Math.abs(before.y - point.y) < 1 && Math.abs(after.y - point.y) < 1));
  });
}
