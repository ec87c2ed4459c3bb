import { canonicalJson } from '../../src/core/domain/model/canonical-json.ts';
import type { Json } from '../../src/core/domain/model/json.ts';
import type { RunEvent } from '../../src/core/domain/model/run-event.ts';
import type { RunState } from '../../src/core/domain/model/run-state.ts';
import { sha256Base32 } from '../../src/core/domain/model/sha256.ts';
import { evolve } from '../../src/core/domain/runtime/evolve.ts';
import { visitsOf } from '../../src/core/domain/runtime/evolve/region-tree.ts';

/** What a row may be checked against, besides the rows before it. */
export interface Surroundings {
  /** The latest time any clock ever showed. */
  readonly latest: number;
  /** What the outside answered to the effect of this key and attempt. */
  answersTo(key: string, attempt: number): ReadonlySet<string>;
  hasBegun(key: string, attempt: number): boolean;
}

const transitionsAtOnce = 64;

/** A run's journal as it grows, folded here once more and held to the engine's rules row by row. */
export class RunJournal {
  readonly rows: RunEvent[] = [];
  state: RunState | undefined;
  /** The state as far as the host was told that it is durable. */
  told: RunState | undefined;
  /** Effects by the key their receiver may see. */
  readonly #keys = new Map<string, string>();

  /** Takes the rows of one commit; answers what is wrong with them. */
  take(rows: readonly RunEvent[], around: Surroundings): string | undefined {
    const kinds = rows.map((row) => row.kind).join(' ');
    if (!/^(?:input(?: decided)*(?: operational)*|operational(?: operational)*)$/.test(kinds)) return `a batch of ${kinds}`;
    if (rows.filter((row) => row.type === 'transition_committed').length > transitionsAtOnce) return 'more transitions in one step than a step may take';
    for (const row of rows) {
      const fault = this.#fault(row, around);
      if (fault !== undefined) return `row ${row.seq} ${row.type}: ${fault}`;
      this.rows.push(row);
      this.state = evolve(this.state, row);
      this.#learnKeys();
    }
    return this.state === undefined ? undefined : wholeness(this.state);
  }

  /** Where the effect of a key stands, by what is durable or by what the host was told last. */
  wanted(key: string): { readonly effect: string; readonly durable: RunState['wanted'][string] | undefined; readonly told: RunState['wanted'][string] | undefined } | undefined {
    const effect = this.#keys.get(key);
    return effect === undefined ? undefined : { effect, durable: this.state?.wanted[effect], told: this.told?.wanted[effect] };
  }

  keyOf(effect: string): string {
    return this.state === undefined ? '' : keyOf(this.state.run, effect, this.state.wanted[effect]?.generation ?? 1);
  }

  #learnKeys(): void {
    if (this.state === undefined) return;
    for (const { id, generation } of Object.values(this.state.wanted)) this.#keys.set(keyOf(this.state.run, id, generation), id);
  }

  #fault(row: RunEvent, around: Surroundings): string | undefined {
    const before = this.state;
    const last = this.rows.at(-1);
    if (row.seq !== this.rows.length + 1) return `stands where row ${this.rows.length + 1} must`;
    if (last !== undefined && row.at < last.at) return 'is older than the row before';
    if (row.at > Math.max(around.latest, last?.at ?? 0)) return 'comes from the future';
    if (before === undefined) return row.type === 'start' ? undefined : 'comes before the start';
    if (before.ended !== undefined) return 'comes after the end';
    if (row.type === 'timer') return timerFault(before, row);
    if (row.type === 'effect_completed' || row.type === 'effect_failed') return this.#outcomeFault(before, row, around);
    if (row.type === 'effect_scheduled') return this.#attemptFault(row);
    return undefined;
  }

  /** An outcome is one the outside gave to the attempt that was wanted. */
  #outcomeFault(before: RunState, row: RunEvent, around: Surroundings): string | undefined {
    const effect = text(row.payload['effect']);
    const wanted = before.wanted[effect];
    const attempt = Number(row.payload['attempt']);
    if (wanted?.attempt !== attempt) return `is the outcome of attempt ${attempt} where ${wanted?.attempt ?? 'none'} is wanted`;
    const key = keyOf(before.run, effect, wanted.generation);
    if (!around.hasBegun(key, attempt)) return `is an outcome of ${effect} nobody asked for`;
    const answers = around.answersTo(key, attempt);
    if (row.type === 'effect_completed') return answers.has(canonicalJson(row.payload['output'] ?? null)) ? undefined : `${effect} was not answered so`;
    const error = row.payload['error'] as { readonly code?: Json } | undefined;
    return row.payload['class'] === 'timeout' || answers.has(`!${text(error?.code)}`) ? undefined : `${effect} did not fail so`;
  }

  /** A further attempt follows from a failure the run was told of, or from a person's word; a crash is neither. */
  #attemptFault(row: RunEvent): string | undefined {
    const attempt = Number(row.payload['attempt']);
    if (attempt <= 1) return undefined;
    const effect = row.payload['effect'];
    const isTold = this.rows.some(({ type, payload }) => payload['effect'] === effect && ((type === 'effect_failed' && payload['attempt'] === attempt - 1) || type === 'host' || type === 'claim_refused'));
    return isTold ? undefined : `attempt ${attempt} of ${text(effect)} without a failure of the one before`;
  }
}

/** The key as the engine's contract defines it. */
function keyOf(run: string, effect: string, generation: number): string {
  return sha256Base32(`aiwm-effect-1\0${run}\0${effect}\0${generation}`).slice(0, 32);
}

function timerFault(before: RunState, row: RunEvent): string | undefined {
  const timer = before.timers[text(row.payload['id'])];
  if (timer === undefined) return 'a timer nobody set';
  return timer.dueAt > row.at ? `is ${timer.dueAt - row.at} ms early` : undefined;
}

/** Whatever waits or is wanted belongs to a visit that is there. */
function wholeness(state: RunState): string | undefined {
  const active = new Set(visitsOf(state.root).map((visit) => visit.id));
  const held = [state.wanted, state.timers, state.cards, state.incidents].flatMap((record) => Object.values(record).map((one: { readonly visit: string }) => one.visit));
  const lost = held.find((visit) => visit !== '' && !active.has(visit));
  return lost === undefined ? undefined : `something is left of ${lost}, which is not active`;
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
