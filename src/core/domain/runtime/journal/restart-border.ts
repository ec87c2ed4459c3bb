import { AppError } from '../../model/errors.ts';
import { containerOf, nodeOf, regionOf } from '../../model/region-path.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { runThrough } from '../../model/run-through.ts';
import type { RunState } from '../../model/run-state.ts';
import { evolve } from '../evolve.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { batchBorders } from './batch-borders.ts';

/** Containers whose bodies run beside each other: one of them alone cannot be begun again. */
export type IsConcurrent = (visit: string) => boolean;

export interface RestartPoint {
  /** The border to fork at. */
  readonly seq: number;
  /** The visit that begins again. */
  readonly visit: string;
}

/**
 * Where a run is forked so that a node begins again: after the batch of its last entry, or of the outermost container
 * around it whose bodies run beside each other. A node that was left within that batch begins again with what led to it.
 */
export function restartPoint(rows: readonly RunEvent[], node: string, isConcurrent: IsConcurrent): RestartPoint {
  const entries = rows.flatMap((row) => entryOf(row).map((visit) => ({ seq: row.seq, visit })));
  const last = entries.findLast((entry) => nodeOf(entry.visit) === node);
  if (last === undefined) {
    const known = [...new Set(entries.map((entry) => nodeOf(entry.visit)))];
    throw new AppError('not_found', `The run never came to a node "${node}".`, { next: `It came to: ${known.join(', ')}.`, data: { node } });
  }
  const visit = outermost(last.visit, isConcurrent);
  const entered = entries.findLast((entry) => entry.visit === visit) ?? last;
  const borders = batchBorders(rows);
  const after = borders.find((border) => border >= entered.seq) ?? entered.seq;
  const before = borders.findLast((border) => border < entered.seq) ?? after;
  return { visit, seq: findVisit(stateAt(rows, after), visit) === undefined ? before : after };
}

function entryOf({ kind, type, payload }: RunEvent): readonly string[] {
  const { visit } = payload;
  const isEntry = kind === 'decided' && (type === 'transition_committed' || type === 'pass_started' || type === 'run_started');
  return isEntry && typeof visit === 'string' ? [visit] : [];
}

function outermost(visit: string, isConcurrent: IsConcurrent): string {
  let found = visit;
  for (let around = containerOf(regionOf(visit)); around !== undefined; around = containerOf(regionOf(around))) if (isConcurrent(around)) found = around;
  return found;
}

/** The state after a row of a journal. */
export function stateAt(rows: readonly RunEvent[], seq: number): RunState {
  return runThrough(stateSteps(rows, seq));
}

/** As {@link stateAt}, row by row. */
export function* stateSteps(rows: readonly RunEvent[], seq: number): Generator<void, RunState, void> {
  let state: RunState | undefined;
  for (const row of rows) {
    if (row.seq > seq) break;
    state = evolve(state, row);
    yield;
  }
  if (state === undefined) throw new AppError('input_invalid', `The journal has no row ${seq}.`, { next: 'Rows count from 1.' });
  return state;
}
