import type { ChartSpec } from '../../domain/model/document.ts';

/** True when x can be an axis of numbers: only the points of a scatter chart may stand in any order. */
export function hasNumericX(spec: ChartSpec): boolean {
  return spec.kind === 'scatter' && spec.x.every((label) => label.trim() !== '' && Number.isFinite(Number(label)));
}
