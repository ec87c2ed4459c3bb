/** Which points get a label on the x axis, and what it says. */
export type AxisLabels = ReadonlyMap<number, string>;

/** How wide a label is, and how much there is for all of them. */
export interface LabelRoom {
  readonly width: number;
  widthOf(label: string): number;
}

const gap = 14;

/** Labels that fit side by side: days, months and years begin at round ones, other texts come at round steps. */
export function labelsFor(x: readonly string[], room: LabelRoom): AxisLabels {
  const steps = x.every((label) => datePattern.test(label)) ? dateSteps(x) : plainSteps(x);
  for (const step of steps) {
    if (fits(step(), room, x.length)) {
      return step();
    }
  }
  return new Map(x.length === 0 ? [] : [[0, x[0] ?? '']]);
}

const datePattern = /^\d{4}-\d{2}(?:-\d{2})?$/;

/** From each label down to each tenth year; a step's label shows only what the step counts. */
function dateSteps(x: readonly string[]): readonly (() => AxisLabels)[] {
  const every = (months: number, length: number) => (): AxisLabels =>
    firstOfEach(x, (label) => Math.floor((Number(label.slice(0, 4)) * 12 + Number(label.slice(5, 7)) - 1) / months), length);
  return [
    () => new Map(x.entries()),
    ...[1, 2, 3, 6].map((months) => every(months, 7)),
    ...[12, 24, 60, 120, 240, 600].map((months) => every(months, 4)),
  ];
}

/** The first point of each period; a first period that began before the data has no label. */
function firstOfEach(x: readonly string[], periodOf: (label: string) => number, length: number): AxisLabels {
  const labels = new Map<number, string>();
  let last: number | undefined;
  for (const [index, label] of x.entries()) {
    const period = periodOf(label);
    if (period !== last && (index > 0 || /-01(?:-01)?$/.test(label) || length === 7)) {
      labels.set(index, label.slice(0, length));
    }
    last = period;
  }
  return labels;
}

function* plainSteps(x: readonly string[]): Iterable<() => AxisLabels> {
  for (let decade = 1; decade <= x.length; decade *= 10) {
    for (const factor of [1, 2, 5]) {
      yield () => new Map([...x.entries()].filter(([index]) => index % (decade * factor) === 0));
    }
  }
}

function fits(labels: AxisLabels, room: LabelRoom, points: number): boolean {
  let end = Number.NEGATIVE_INFINITY;
  for (const [index, label] of labels) {
    const middle = ((index + 0.5) / points) * room.width;
    const half = room.widthOf(label) / 2;
    if (middle - half < end + gap) {
      return false;
    }
    end = middle + half;
  }
  return labels.size > 0;
}
