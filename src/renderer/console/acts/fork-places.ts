import { effectParts, type EffectParts } from '../../../core/domain/model/effect-id.ts';
import { inputTypes } from '../../../core/domain/model/run-event.ts';
import type { TimelineRows } from '../timeline/timeline-rows.ts';

type Rows = Pick<TimelineRows, 'length' | 'typeOf' | 'effectAt' | 'fact'>;

const inputs: ReadonlySet<string> = new Set(inputTypes);
/** The kind of effect that asks a model with a prompt. */
export const modelCall = 'llm.chat';
const mostCalls = 30;

/** The last row of the batch a row stands in: what was decided there belongs together. */
export function borderAt(rows: Pick<Rows, 'length' | 'typeOf'>, seq: number): number {
  let border = seq;
  while (border < rows.length && !inputs.has(rows.typeOf(border + 1))) border += 1;
  return border;
}

export interface CallPlace {
  readonly seq: number;
  readonly call: EffectParts;
}

/** Where a run may be forked so that a model is asked otherwise, the newest first. */
export function callPlaces(rows: Rows): readonly CallPlace[] {
  const places: CallPlace[] = [];
  for (let seq = rows.length; seq > 0 && places.length < mostCalls; seq -= 1) {
    if (rows.typeOf(seq) !== 'effect_scheduled' || rows.fact(seq).kind !== modelCall) continue;
    const call = effectParts(rows.effectAt(seq));
    if (call !== undefined) places.push({ seq: borderAt(rows, seq), call });
  }
  return places;
}
