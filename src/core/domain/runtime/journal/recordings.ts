import { canonicalJson } from '../../model/canonical-json.ts';
import { fieldDiff, type FieldDiff } from '../../model/field-diff.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { type EffectCompletedInput, type EffectFailedInput, inputOf } from '../../model/run-input.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import { sha256Hex } from '../../model/sha256.ts';
import { evolve } from '../evolve.ts';

/** One contact with the outside as a journal has it: what was asked, and what came of it. */
export interface Recording {
  /** Where the outcome stands. */
  readonly seq: number;
  readonly effect: string;
  readonly kind: string;
  readonly attempt: number;
  readonly request: JsonObject;
  readonly requestHash: string;
  readonly outcome: EffectCompletedInput | EffectFailedInput;
  /** What the outcome brought besides: `artifacts`, `usage`. */
  readonly beside: JsonObject;
}

/** Every outcome in a journal after a row, with the request it answers. Values must stand in their place. */
export function recordingsOf(rows: readonly RunEvent[], after = 0): readonly Recording[] {
  const found: Recording[] = [];
  let state: RunState | undefined;
  for (const row of rows) {
    const input = inputOf(row);
    if (row.seq > after && (input?.type === 'effect_completed' || input?.type === 'effect_failed')) {
      const wanted = state?.wanted[input.effect];
      if (wanted !== undefined) found.push(recording(row, wanted, input));
    }
    state = evolve(state, row);
  }
  return found;
}

function recording(row: RunEvent, { kind, request }: WantedEffect, outcome: Recording['outcome']): Recording {
  const { artifacts, usage } = row.payload;
  return { seq: row.seq, effect: outcome.effect, kind, attempt: outcome.attempt, request, requestHash: requestHash(request), outcome, beside: present({ artifacts, usage }) };
}

/** Equal for requests that ask the same. */
export function requestHash(request: JsonObject): string {
  return sha256Hex(canonicalJson(request));
}

/** What was recorded for this very request: the same attempt's outcome, else a later one that was answered. */
export function recordedFor(recordings: readonly Recording[], { id, request, attempt }: Pick<WantedEffect, 'id' | 'request' | 'attempt'>, options: { readonly failures: boolean }): Recording | undefined {
  const hash = requestHash(request);
  const same = recordings.filter((one) => one.effect === id && one.requestHash === hash);
  const exact = options.failures ? same.find((one) => one.attempt === attempt) : undefined;
  return exact ?? same.find((one) => one.outcome.type === 'effect_completed');
}

/** A wanted effect that was never recorded, beside the recorded request that is most like it. */
export type Miss = {
  readonly effect: string;
  readonly kind: string;
  readonly request: JsonObject;
  readonly nearest?: { readonly seq: number; readonly effect: string; readonly request: JsonObject; readonly diff: readonly FieldDiff[] };
};

/** The miss for this effect: the nearest is of the same effect where there is one, else of the same kind, by the fewest fields that differ. */
export function missOf(recordings: readonly Recording[], { id, kind, request }: Pick<WantedEffect, 'id' | 'kind' | 'request'>): Miss {
  const sameEffect = recordings.filter((one) => one.effect === id);
  const candidates = sameEffect.length > 0 ? sameEffect : recordings.filter((one) => one.kind === kind);
  const [nearest] = candidates
    .map((one) => ({ seq: one.seq, effect: one.effect, request: one.request, diff: fieldDiff(one.request, request) }))
    .toSorted((left, right) => left.diff.length - right.diff.length || right.seq - left.seq);
  return { effect: id, kind, request, ...(nearest === undefined ? {} : { nearest }) };
}

/** The output the journal has for the same action, whatever was asked: a stand-in. */
export function standIn(recordings: readonly Recording[], { id, node, action }: Pick<WantedEffect, 'id' | 'node' | 'action'>): Json {
  const done = recordings.filter((one) => one.outcome.type === 'effect_completed');
  const like = done.find((one) => one.effect === id) ?? done.findLast((one) => one.effect.includes(`${node}#`) && one.effect.includes(`/${action}.`));
  return like?.outcome.type === 'effect_completed' ? like.outcome.output : null;
}
