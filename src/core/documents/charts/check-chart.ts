import type { ChartSpec } from '../../domain/model/document.ts';
import { AppError } from '../../domain/model/errors.ts';

/** A line is thinned to what can be seen; each bar and each point is drawn. */
const maxPoints = { line: 200_000, bar: 10_000, scatter: 20_000 } as const satisfies Record<ChartSpec['kind'], number>;
const maxSeries = 50;

/** Refuses a chart whose data do not fit together, naming the chart and the series. */
export function checkChart(id: string, spec: ChartSpec): void {
  const problem = problemOf(spec);
  if (problem !== undefined) {
    throw new AppError('input_invalid', `The chart "${id}" cannot be drawn: ${problem}.`, {
      next: 'Give each series as many values as x has labels; null leaves a gap.',
      data: { chart: id },
    });
  }
}

function problemOf(spec: ChartSpec): string | undefined {
  if (spec.series.length > maxSeries) {
    return `it has ${spec.series.length} series, more than ${maxSeries}`;
  }
  const points = spec.x.length * spec.series.length;
  if (points > maxPoints[spec.kind]) {
    return `it has ${points} values, more than the ${maxPoints[spec.kind]} of a ${spec.kind} chart`;
  }
  for (const { name, values } of spec.series) {
    if (values.length !== spec.x.length) {
      return `the series "${name}" has ${values.length} values for ${spec.x.length} labels`;
    }
    if (values.some((value) => value !== null && !Number.isFinite(value))) {
      return `the series "${name}" holds a value that is not a finite number`;
    }
  }
  return undefined;
}
