/** How one series looks; no two of the first eight share colour, dash or marker, so that none needs colour to be told. */
export interface SeriesLook {
  readonly color: string;
  readonly dash: 'solid' | readonly number[];
  readonly marker: 'circle' | 'rect' | 'triangle' | 'diamond' | 'emptyCircle' | 'emptyRect' | 'emptyTriangle' | 'emptyDiamond';
  /** Turn of the hatching of a bar in radians; none leaves it plain. */
  readonly hatch?: number;
}

/** Each keeps a contrast of 3:1 on white; neighbours differ in lightness, so they stay apart in grey. */
const looks: readonly SeriesLook[] = [
  { color: '#12407f', dash: 'solid', marker: 'circle' },
  { color: '#d9660a', dash: [7, 3], marker: 'triangle', hatch: Math.PI / 4 },
  { color: '#5b1a5e', dash: [2, 2], marker: 'rect', hatch: -Math.PI / 4 },
  { color: '#1f9185', dash: [9, 3, 2, 3], marker: 'diamond', hatch: 0 },
  { color: '#7a2222', dash: [4, 2], marker: 'emptyCircle', hatch: Math.PI / 2 },
  { color: '#3d8fd1', dash: [12, 3], marker: 'emptyTriangle', hatch: Math.PI / 3 },
  { color: '#3f5413', dash: [1, 2], marker: 'emptyRect', hatch: -Math.PI / 3 },
  { color: '#8a8a8a', dash: [6, 2, 1, 2, 1, 2], marker: 'emptyDiamond', hatch: Math.PI / 6 },
];

/** The look of the series at `index`; from the ninth on the looks come again in another mixture. */
export function lookOf(index: number): SeriesLook {
  const count = looks.length;
  const color = looks[index % count];
  const line = looks[(index + Math.floor(index / count)) % count];
  if (color === undefined || line === undefined) {
    throw new RangeError(`There is no series ${index}.`);
  }
  return { ...line, color: color.color };
}
