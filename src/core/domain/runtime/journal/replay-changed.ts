import type { JsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { type CommandInput, inputOf, inputPayload, type RunInput } from '../../model/run-input.ts';
import { runThrough } from '../../model/run-through.ts';
import type { RunState } from '../../model/run-state.ts';
import type { CompiledDefinition } from '../compile/compiled-definition.ts';
import { decide } from '../decide.ts';
import { evolve } from '../evolve.ts';
import { type Miss, missOf, type Recording, recordedFor, recordingsOf, requestHash } from './recordings.ts';
import { rowVersion } from './upcast-row.ts';

/** What another definition makes of a recorded run. */
export interface ChangedReplay {
  /** The journal as it would stand. */
  readonly rows: readonly RunEvent[];
  readonly state: RunState;
  /** It asked for something the recording does not have, and stopped there. */
  readonly miss?: Miss;
}

interface Told {
  readonly seq: number;
  readonly at: number;
  readonly input: RunInput;
}

/** Whether what was recorded for the one request of an effect answers the other, too. */
export type SameRequest = (effect: string, recorded: JsonObject, now: JsonObject) => boolean;

/**
 * Decides a recorded run again by another definition: people, clocks and signals say what they said, and effects answer
 * what they answered where the same is asked of them. Nothing is performed. It stops at the first effect the recording has
 * no answer for. By default only an equal request is the same.
 */
export function replayChanged(workflow: CompiledDefinition, rows: readonly RunEvent[], { definitionHash, isSame = isEqual }: { readonly definitionHash: string; readonly isSame?: SameRequest }): ChangedReplay | undefined {
  return runThrough(replayChangedSteps(workflow, rows, { definitionHash, isSame }));
}

/** As {@link replayChanged}, input by input. */
export function replayChangedSteps(workflow: CompiledDefinition, rows: readonly RunEvent[], { definitionHash, isSame = isEqual }: { readonly definitionHash: string; readonly isSame?: SameRequest }): Generator<void, ChangedReplay | undefined, void> {
  return new ChangedRun(workflow, rows, { definitionHash, isSame }).steps();
}

class ChangedRun {
  readonly #workflow: CompiledDefinition;
  readonly #recordings: readonly Recording[];
  readonly #bySeq: ReadonlyMap<number, Recording>;
  readonly #isSame: SameRequest;
  /** What is still to be said; a long list is not copied for each of its entries. */
  readonly #told: Told[];
  readonly #rows: RunEvent[] = [];
  #state: RunState | undefined;

  constructor(workflow: CompiledDefinition, rows: readonly RunEvent[], { definitionHash, isSame }: { readonly definitionHash: string; readonly isSame: SameRequest }) {
    this.#workflow = workflow;
    this.#isSame = isSame;
    this.#recordings = recordingsOf(rows);
    this.#bySeq = new Map(this.#recordings.map((one) => [one.seq, one]));
    this.#told = rows.flatMap((row): readonly Told[] => {
      const input = inputOf(row);
      if (input === undefined || input.type === 'continue' || input.type === 'migrate' || isFork(input)) return [];
      return [{ seq: row.seq, at: row.at, input: input.type === 'start' ? { ...input, definitionHash } : input }];
    });
  }

  *steps(): Generator<void, ChangedReplay | undefined, void> {
    const start = this.#told.shift();
    if (start === undefined || !this.#tell(start.input, start.at)) return undefined;
    for (;;) {
      yield;
      const state = this.#state;
      if (state === undefined) return undefined;
      if (state.ended !== undefined) return { rows: this.#rows, state };
      if (state.continueDue) {
        this.#tell({ type: 'continue' }, state.at);
        continue;
      }
      if (this.#tellNext(state)) continue;
      const miss = this.#miss(state);
      return { rows: this.#rows, state, ...(miss === undefined ? {} : { miss }) };
    }
  }

  /** Says the first thing recorded that fits where the run stands now; nobody's word is passed over, outcomes may be early. */
  #tellNext(state: RunState): boolean {
    for (const [at, told] of this.#told.entries()) {
      const input = this.#asAskedNow(state, told);
      const isOutcome = told.input.type === 'effect_completed' || told.input.type === 'effect_failed';
      if (input !== undefined && (at === 0 || isOutcome) && this.#tell(input, Math.max(told.at, state.at))) {
        this.#told.splice(at, 1);
        return true;
      }
      if (at > 0 && told.input.type === 'command') break;
    }
    // What stands first fits nowhere any more; while something is wanted that was recorded, it is not its turn yet.
    if (this.#told.length === 0 || this.#miss(state) !== undefined) return false;
    this.#told.shift();
    return this.#told.length > 0;
  }

  /** The outcome of the attempt that is wanted now, if the same is asked; any other input as it was. */
  #asAskedNow(state: RunState, { seq, input }: Told): RunInput | undefined {
    if (input.type !== 'effect_completed' && input.type !== 'effect_failed') return input;
    const wanted = state.wanted[input.effect];
    const recording = this.#bySeq.get(seq);
    if (wanted === undefined || recording === undefined || !this.#isSame(wanted.id, recording.request, wanted.request)) return undefined;
    return { ...input, attempt: wanted.attempt };
  }

  #miss(state: RunState): Miss | undefined {
    if (state.pause !== undefined) return undefined;
    const left = new Set(this.#told.map((told) => told.seq));
    const recordings = this.#recordings.filter((one) => left.has(one.seq));
    const missing = Object.values(state.wanted).find((wanted) => recordedFor(recordings, wanted, { failures: true }) === undefined && recordings.every((one) => one.effect !== wanted.id || !this.#isSame(wanted.id, one.request, wanted.request)));
    return missing === undefined ? undefined : missOf(this.#recordings, missing);
  }

  #tell(input: RunInput, at: number): boolean {
    const decision = decide(this.#workflow, this.#state, { input, at });
    if (!decision.ok) return false;
    this.#add({ kind: 'input', type: input.type, v: rowVersion(input.type), payload: inputPayload(input), at });
    for (const { type, v, payload } of decision.facts) this.#add({ kind: 'decided', type, v, payload, at });
    return true;
  }

  #add(row: Omit<RunEvent, 'seq'>): void {
    this.#rows.push({ ...row, seq: this.#rows.length + 1 });
    this.#state = evolve(this.#state, row);
  }
}

function isEqual(_effect: string, recorded: JsonObject, now: JsonObject): boolean {
  return requestHash(recorded) === requestHash(now);
}

function isFork(input: RunInput): input is CommandInput {
  return input.type === 'command' && input.name === 'fork';
}
