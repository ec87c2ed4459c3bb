import type { JsonObject } from '../../model/json.ts';
import { present } from '../../model/present.ts';
import type { ForkCommand } from '../../model/run-input.ts';
import type { RunState, WantedEffect } from '../../model/run-state.ts';
import { withoutAnswer } from './card-answer.ts';
import { goOn } from './fold-resume.ts';
import { findVisit } from './region-tree.ts';
import { mapValues } from './wanted-effects.ts';

/**
 * The state as a run of its own. The time since the parent's last row counts as a pause does: what was left of a deadline
 * there is left of it here. Nothing of the parent's is under way here, and nobody has answered anything yet.
 */
export function foldFork(state: RunState, fork: ForkCommand): RunState {
  const { run, seq, at } = fork.parent;
  const { effects, model, connector, afresh } = fork;
  // A run that was paused stays paused, and its resume makes up for this time, too.
  const moved = withoutPausedAnswers(state.pause === undefined ? goOn({ ...state, pause: { at, now: false } }) : state);
  return {
    ...moved,
    run: fork.run,
    fork: { run, seq, ...present({ by: takenBy(state, fork), effects, model, connector, afresh }) },
    ...(fork.vars === undefined ? {} : { scope: { ...moved.scope, vars: { ...moved.scope.vars, ...fork.vars } } }),
    wanted: mapValues(moved.wanted, (effect) => notBegun(effect, fork.requests?.[effect.id])),
    cards: mapValues(moved.cards, (card) => ({ ...card, requestedAt: state.at })),
    ...(moved.approvals === undefined ? {} : { approvals: mapValues(moved.approvals, (approval) => ({ ...approval, requestedAt: state.at, votes: [] })) }),
  };
}

/** What was answered while the parent stood still has led to nothing yet: here it is asked again. */
function withoutPausedAnswers(state: RunState): RunState {
  let next = state;
  for (const [visit, { answer, ...card }] of Object.entries(state.cards)) {
    const isValidated = Object.values(findVisit(state, visit)?.candidates ?? {}).some(({ trigger }) => trigger === 'card-submitted');
    if (answer === undefined || isValidated) continue;
    const forgotten = withoutAnswer(next, visit);
    next = { ...forgotten, cards: { ...forgotten.cards, [visit]: card } };
  }
  return next;
}

function takenBy({ fork }: RunState, { by }: ForkCommand): readonly string[] | undefined {
  return by === undefined ? fork?.by : [...new Set([...(fork?.by ?? []), by])];
}

/** With another request it is another intent. */
function notBegun(effect: WantedEffect, request: JsonObject | undefined): WantedEffect {
  const other = request === undefined ? {} : { request, generation: effect.generation + 1 };
  return { ...effect, ...other, started: false, interruptions: 0 };
}
