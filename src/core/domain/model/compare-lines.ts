/** A block of items that was replaced by another; either may be empty. */
export interface ReplacedBlock {
  readonly from: number;
  readonly until: number;
  /** The same on the other side. */
  readonly otherFrom: number;
  readonly otherUntil: number;
}

/** More differences than these are not looked for between two lines that stand in both texts once: they become one block. */
const mostSteps = 300;

/** Lines that stand once in both texts part them so often, one inside the other; what is still left is compared as it is. */
const deepest = 50;

/**
 * What differs between two lists, in order and never touching. It is found along the items that stand once in both, and in
 * the gaps between those by their shortest way from one to the other, so that long lists take about as long as reading
 * them, whatever stands in them. Where a gap differs too much, all of it is one block.
 */
export function compareLists(left: readonly string[], right: readonly string[]): readonly ReplacedBlock[] {
  const found: ReplacedBlock[] = [];
  compareRange({ left, right, found }, { from: 0, until: left.length, otherFrom: 0, otherUntil: right.length }, 0);
  return joined(found);
}

interface Compared {
  readonly left: readonly string[];
  readonly right: readonly string[];
  readonly found: ReplacedBlock[];
}

function compareRange(sides: Compared, range: ReplacedBlock, depth: number): void {
  const rest = withoutEqualEnds(sides, range);
  if (rest.from === rest.until || rest.otherFrom === rest.otherUntil) {
    if (rest.from < rest.until || rest.otherFrom < rest.otherUntil) sides.found.push(rest);
    return;
  }
  const anchors = depth < deepest ? commonAnchors(sides, rest) : [];
  if (anchors.length === 0) {
    sides.found.push(...(shortestWay(sides, rest) ?? [rest]));
    return;
  }
  let { from, otherFrom } = rest;
  for (const [at, other] of [...anchors, [rest.until, rest.otherUntil] as const]) {
    compareRange(sides, { from, until: at, otherFrom, otherUntil: other }, depth + 1);
    [from, otherFrom] = [at + 1, other + 1];
  }
}

function withoutEqualEnds({ left, right }: Compared, range: ReplacedBlock): ReplacedBlock {
  let { from, until, otherFrom, otherUntil } = range;
  while (from < until && otherFrom < otherUntil && left[from] === right[otherFrom]) [from, otherFrom] = [from + 1, otherFrom + 1];
  while (from < until && otherFrom < otherUntil && left[until - 1] === right[otherUntil - 1]) [until, otherUntil] = [until - 1, otherUntil - 1];
  return { from, until, otherFrom, otherUntil };
}

/** Items that stand once on either side, as many as keep their order. */
function commonAnchors({ left, right }: Compared, range: ReplacedBlock): readonly (readonly [number, number])[] {
  const once = placesOfUnique(left, range.from, range.until);
  const pairs: [number, number][] = [];
  for (const [item, other] of placesOfUnique(right, range.otherFrom, range.otherUntil)) {
    const at = other === -1 ? undefined : once.get(item);
    if (at !== undefined && at !== -1) pairs.push([at, other]);
  }
  return longestRising(pairs.toSorted(([a], [b]) => a - b));
}

/** Where each item stands; -1 for one that stands there twice. */
function placesOfUnique(items: readonly string[], from: number, until: number): ReadonlyMap<string, number> {
  const places = new Map<string, number>();
  for (let at = from; at < until; at += 1) {
    const item = items[at] ?? '';
    places.set(item, places.has(item) ? -1 : at);
  }
  return places;
}

/** The longest part of the pairs whose second numbers rise, too. */
function longestRising(pairs: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [index, [, other]] of pairs.entries()) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < other) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
    ends[low] = index;
  }
  const rising: (readonly [number, number])[] = [];
  for (let index = ends.at(-1) ?? -1; index !== -1; index = before[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.toReversed();
}

/** Myers' greedy way through both (1986), kept step by step so that it can be walked back; undefined where it takes too many. */
function shortestWay({ left, right }: Compared, { from, until, otherFrom, otherUntil }: ReplacedBlock): readonly ReplacedBlock[] | undefined {
  const [width, height] = [until - from, otherUntil - otherFrom];
  const most = Math.min(mostSteps, width + height);
  const reached = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  for (let step = 0; step <= most; step += 1) {
    trace.push(reached.slice());
    for (let diagonal = -step; diagonal <= step; diagonal += 2) {
      const at = most + 1 + diagonal;
      const isDown = diagonal === -step || (diagonal !== step && (reached[at - 1] ?? 0) < (reached[at + 1] ?? 0));
      let x = isDown ? (reached[at + 1] ?? 0) : (reached[at - 1] ?? 0) + 1;
      while (x < width && x - diagonal < height && left[from + x] === right[otherFrom + x - diagonal]) x += 1;
      reached[at] = x;
      if (x >= width && x - diagonal >= height) return walkedBack(trace, { most, width, height }).map((block) => shifted(block, from, otherFrom));
    }
  }
  return undefined;
}

function walkedBack(trace: readonly Int32Array[], { most, width, height }: { readonly most: number; readonly width: number; readonly height: number }): readonly ReplacedBlock[] {
  const blocks: ReplacedBlock[] = [];
  let [x, y] = [width, height];
  for (let step = trace.length - 1; step > 0; step -= 1) {
    const reached = trace[step] ?? new Int32Array();
    const diagonal = x - y;
    const at = most + 1 + diagonal;
    const isDown = diagonal === -step || (diagonal !== step && (reached[at - 1] ?? 0) < (reached[at + 1] ?? 0));
    const before = isDown ? diagonal + 1 : diagonal - 1;
    const fromX = reached[most + 1 + before] ?? 0;
    const fromY = fromX - before;
    blocks.push(isDown ? { from: fromX, until: fromX, otherFrom: fromY, otherUntil: fromY + 1 } : { from: fromX, until: fromX + 1, otherFrom: fromY, otherUntil: fromY });
    [x, y] = [fromX, fromY];
  }
  return blocks.toReversed();
}

function shifted(block: ReplacedBlock, by: number, otherBy: number): ReplacedBlock {
  return { from: block.from + by, until: block.until + by, otherFrom: block.otherFrom + otherBy, otherUntil: block.otherUntil + otherBy };
}

/** Blocks that touch are one. */
function joined(blocks: readonly ReplacedBlock[]): readonly ReplacedBlock[] {
  const whole: ReplacedBlock[] = [];
  for (const block of blocks) {
    const last = whole.at(-1);
    if (last?.until === block.from && last.otherUntil === block.otherFrom) whole[whole.length - 1] = { ...last, until: block.until, otherUntil: block.otherUntil };
    else whole.push(block);
  }
  return whole;
}
