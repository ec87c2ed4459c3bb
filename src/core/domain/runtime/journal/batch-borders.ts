import { AppError } from '../../model/errors.ts';
import type { RunEvent } from '../../model/run-event.ts';

/** The rows after which a batch is whole: nothing of the same commit follows. */
export function batchBorders(rows: readonly Pick<RunEvent, 'seq' | 'kind'>[]): readonly number[] {
  return rows.filter((_, at) => rows[at + 1] === undefined || rows[at + 1]?.kind === 'input').map((row) => row.seq);
}

/** Refuses a row in the middle of a batch, and names the nearest borders. */
export function demandBorder(rows: readonly Pick<RunEvent, 'seq' | 'kind'>[], seq: number): void {
  const borders = batchBorders(rows);
  if (borders.includes(seq)) return;
  const nearest = [borders.findLast((border) => border < seq), borders.find((border) => border > seq)].filter((border) => border !== undefined);
  const last = borders.at(-1) ?? 0;
  const message = seq > last ? `The journal has no row ${seq}; its last is ${last}.` : `Row ${seq} stands inside a batch: what was decided there belongs together.`;
  throw new AppError('input_invalid', message, { next: `Take row ${nearest.join(' or ')}.`, data: { fields: [{ path: 'at', message: 'no border of a batch' }], nearest } });
}
