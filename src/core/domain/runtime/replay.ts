import { canonicalJson } from '../model/canonical-json.ts';
import { AppError } from '../model/errors.ts';
import type { RunEvent } from '../model/run-event.ts';
import { factOf } from '../model/run-facts.ts';
import { inputOf } from '../model/run-input.ts';
import { runThrough } from '../model/run-through.ts';
import type { RunState } from '../model/run-state.ts';
import type { CompiledDefinition } from './compile/compiled-definition.ts';
import { decide } from './decide.ts';
import { evolve } from './evolve.ts';
import { demandActions, demandPins, pinnedTo, startedPins } from './journal/run-pins.ts';

/** Where a journal and what the engine decides today part. */
export interface Divergence {
  readonly seq: number;
  /** The row as recorded; absent where the engine decides more than was recorded. */
  readonly recorded?: string;
  /** The row as decided now; absent where it decides less, or refuses the input. */
  readonly decided?: string;
}

export type Replay =
  | { readonly equal: true; readonly state: RunState }
  | { readonly equal: false; readonly divergence: Divergence };

/**
 * Feeds a journal's inputs to `decide` in their order and compares every decided row byte for byte. Nothing is performed
 * and nothing is written. `began` is what the run began with, `later` what it moved to, by hash. Throws `integrity` for
 * rows that are no journal.
 */
export function replay(began: CompiledDefinition, rows: readonly RunEvent[], later: ReadonlyMap<string, CompiledDefinition> = new Map()): Replay {
  return runThrough(replaySteps(began, rows, later));
}

/** As {@link replay}, input by input. */
export function* replaySteps(began: CompiledDefinition, rows: readonly RunEvent[], later: ReadonlyMap<string, CompiledDefinition>): Generator<void, Replay, void> {
  let workflow = began;
  let state: RunState | undefined;
  let at = 0;
  while (at < rows.length) {
    yield;
    const row = rows[at];
    if (row === undefined) break;
    if (row.seq !== at + 1) throw new AppError('integrity', `The journal has row ${row.seq} where row ${at + 1} must stand.`);
    if (row.kind === 'operational') {
      state = evolve(state, row);
      at += 1;
      continue;
    }
    const recorded = decidedAfter(rows, at);
    workflow = movedTo(row, later) ?? workflow;
    demandVersions(row, { recorded, state, workflow });
    workflow = startedWith(workflow, row, recorded);
    const result = decideAgain(workflow, state, row);
    if (result === undefined) return { equal: false, divergence: { seq: row.seq, recorded: lineOf(row) } };
    const divergence = firstDifference(recorded, result.lines, row.seq);
    if (divergence !== undefined) return { equal: false, divergence };
    ({ state } = result);
    at += 1 + recorded.length;
  }
  if (state === undefined) throw new AppError('integrity', 'The journal is empty.');
  return { equal: true, state };
}

/** What the journal was decided by must be here: other versions would differ for no fault of the journal. */
function demandVersions(row: RunEvent, { recorded, state, workflow }: { readonly recorded: readonly RunEvent[]; readonly state: RunState | undefined; readonly workflow: CompiledDefinition }): void {
  const input = inputOf(row);
  const [first] = recorded;
  const fact = first === undefined ? undefined : factOf(first);
  if (input?.type === 'start' && fact?.type === 'run_started') demandPins(input.run, startedPins(fact.payload), workflow);
  if (input?.type === 'migrate' && state !== undefined) demandActions(state.run, input.actions ?? {}, workflow);
}

/** As the journal says that it began: rules and kinds of actions in the versions of then. */
function startedWith(workflow: CompiledDefinition, row: RunEvent, [first]: readonly RunEvent[]): CompiledDefinition {
  const fact = inputOf(row)?.type === 'start' && first !== undefined ? factOf(first) : undefined;
  return fact?.type === 'run_started' ? pinnedTo(workflow, fact.payload) : workflow;
}

/** The definition a row of a move says; undefined for every other row. */
function movedTo(row: RunEvent, later: ReadonlyMap<string, CompiledDefinition>): CompiledDefinition | undefined {
  const input = inputOf(row);
  if (input?.type !== 'migrate') return undefined;
  const moved = later.get(input.definitionHash);
  if (moved === undefined) throw new AppError('integrity', `Row ${row.seq} moves the run to the definition ${input.definitionHash}, which is not at hand.`);
  return moved;
}

function decidedAfter(rows: readonly RunEvent[], input: number): readonly RunEvent[] {
  let next = input + 1;
  while (rows[next]?.kind === 'decided') next += 1;
  return rows.slice(input + 1, next);
}

/** The state and the rows that follow from the input now; undefined when it is refused now. */
function decideAgain(workflow: CompiledDefinition, state: RunState | undefined, row: RunEvent): { readonly state: RunState; readonly lines: readonly string[] } | undefined {
  const input = inputOf(row);
  if (input === undefined) throw new AppError('integrity', `Row ${row.seq} of type ${row.type} does not begin a batch.`);
  const decision = decide(workflow, state, { input, at: row.at });
  if (!decision.ok) return undefined;
  return { state: decision.state, lines: decision.facts.map(({ type, v, payload }) => lineOf({ type, v, payload })) };
}

/** Keys are sorted first, so that a store that reorders them does no harm. */
function lineOf({ type, v, payload }: Pick<RunEvent, 'type' | 'v' | 'payload'>): string {
  return canonicalJson({ type, v, payload });
}

function firstDifference(recorded: readonly RunEvent[], lines: readonly string[], seq: number): Divergence | undefined {
  for (let at = 0; at < Math.max(recorded.length, lines.length); at += 1) {
    const row = recorded[at];
    const was = row === undefined ? undefined : lineOf(row);
    const is = lines[at];
    if (was === is) continue;
    return { seq: seq + 1 + at, ...(was === undefined ? {} : { recorded: was }), ...(is === undefined ? {} : { decided: is }) };
  }
  return undefined;
}
