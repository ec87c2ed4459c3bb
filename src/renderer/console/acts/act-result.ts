import { effectParts } from '../../../core/domain/model/effect-id.ts';
import type { TimelineRows } from '../timeline/timeline-rows.ts';

export interface ActResult {
  readonly state: 'asked' | 'done' | 'failed';
  /** The row that says so. */
  readonly seq: number;
}

/** What became of a user action that was asked for in a row: it is under way until a row of it says that it is done or has failed. */
export function actResult(rows: Pick<TimelineRows, 'length' | 'typeOf' | 'effectAt' | 'visitAt'>, { visit, action, asked }: { readonly visit: string; readonly action: string; readonly asked: number }): ActResult {
  let result: ActResult = { state: 'asked', seq: asked };
  for (let seq = asked + 1; seq <= rows.length; seq += 1) {
    const type = rows.typeOf(seq);
    const effect = effectParts(rows.effectAt(seq));
    const isOwn = effect?.visit === visit && effect.action === action;
    if (isOwn && type === 'effect_completed') result = { state: 'done', seq };
    else if (isOwn && type === 'effect_failed') result = { state: 'failed', seq };
    else if (isOwn && type === 'effect_scheduled') result = { state: 'asked', seq: asked };
    // What asks nothing of the outside is done in the same breath.
    else if (result.state === 'asked' && effect === undefined && type === 'action_done' && rows.visitAt(seq) === visit) result = { state: 'done', seq };
  }
  return result;
}
