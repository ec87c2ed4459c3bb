import type { ChartSpec } from '../../domain/model/document.ts';
import { hasNumericX } from './numeric-x.ts';

const kinds = { line: 'Line chart', bar: 'Bar chart', scatter: 'Scatter chart' } as const satisfies Record<ChartSpec['kind'], string>;
const maxNames = 8;

/** One sentence for who cannot see the chart: kind, title, series, the stretch of x, the range of the values. */
export function describeChart(spec: ChartSpec): string {
  const title = spec.title === undefined || spec.title === '' ? '' : ` “${spec.title}”`;
  const subject = `${kinds[spec.kind]}${title}`;
  const values = spec.series.flatMap((series) => series.values.filter((value) => value !== null));
  if (values.length === 0) {
    return `${subject} without values.`;
  }
  const range = `${formatNumber(least(values))} to ${formatNumber(greatest(values))}`;
  const unit = spec.yLabel === undefined || spec.yLabel === '' ? '' : ` (${spec.yLabel})`;
  return `${subject} of ${names(spec)} over ${stretch(spec)}; values from ${range}${unit}.`;
}

/** A number as every format prints it: four significant digits, a true minus, no locale. */
export function formatNumber(value: number): string {
  const rounded = Number(value.toPrecision(4));
  return String(rounded).replace('-', '−');
}

function names({ series }: ChartSpec): string {
  const shown = series.slice(0, maxNames).map(({ name }) => name);
  const rest = series.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `${rest} more series`];
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}

function stretch(spec: ChartSpec): string {
  const { x } = spec;
  const places = x.map(Number);
  const [first, last] = hasNumericX(spec) ? [formatNumber(least(places)), formatNumber(greatest(places))] : [x[0] ?? '', x.at(-1) ?? ''];
  return x.length === 1 ? `one point, ${first}` : `${x.length} points from ${first} to ${last}`;
}

function least(values: readonly number[]): number {
  return values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
}

function greatest(values: readonly number[]): number {
  return values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
}
