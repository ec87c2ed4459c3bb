import { canonicalJson } from '../../model/canonical-json.ts';
import { hashInstead } from '../../model/hashed-value.ts';
import type { JsonObject } from '../../model/json.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { factOf } from '../../model/run-facts.ts';
import type { RunState } from '../../model/run-state.ts';
import type { TakenTransition } from '../../model/run-why.ts';
import { sha256Hex } from '../../model/sha256.ts';
import { longestShown, scopeAt, valueAt } from '../decide/scope-view.ts';
import { evolve } from '../evolve.ts';
import { foldDone } from '../evolve/fold-done.ts';

/** Whether the journal has the hash of a value a transition read, and not the value. */
export function isCutShort({ read = {} }: TakenTransition): boolean {
  return Object.values(read).some((value) => hashInstead(value) !== undefined);
}

/**
 * The transitions with the values they read, as they were. Of lists, objects and long texts the journal keeps the hash; the
 * value stands in the state the transition was taken in, which `rows`, from the run's first, lead to. A value counts only if
 * it has that hash: what is masked, or too long to show, stays as the journal has it. One step is one row.
 */
export function* readInFull(taken: readonly TakenTransition[], rows: readonly RunEvent[]): Generator<void, readonly TakenTransition[], void> {
  const wanted = new Map(taken.filter(isCutShort).map((transition) => [transition.seq, transition]));
  const found = new Map<number, JsonObject>();
  let state: RunState | undefined;
  for (const row of rows) {
    const transition = wanted.get(row.seq);
    if (transition?.read !== undefined && state !== undefined) found.set(row.seq, shownValues(transition.read, takenIn(state, row), transition.from));
    if (found.size === wanted.size) break;
    state = evolve(state, row);
    yield;
  }
  return taken.map((transition) => ({ ...transition, ...(found.has(transition.seq) ? { read: found.get(transition.seq) } : {}) }));
}

/** What actions wrote just before rides on the row, and was read already. */
function takenIn(state: RunState, row: RunEvent): RunState {
  return foldDone(state, factOf(row)?.payload.done ?? []);
}

function shownValues(read: JsonObject, state: RunState, visit: string): JsonObject {
  const scope = scopeAt({ state, at: state.at }, visit);
  return Object.fromEntries(
    Object.entries(read).map(([name, noted]) => {
      const hash = hashInstead(noted);
      const value = hash === undefined ? undefined : valueAt(scope, name);
      if (value === undefined) return [name, noted];
      const text = canonicalJson(value);
      return [name, text.length <= longestShown && sha256Hex(text) === hash ? value : noted];
    }),
  );
}
