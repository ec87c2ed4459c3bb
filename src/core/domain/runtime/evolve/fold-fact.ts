import { own } from '../../model/own.ts';
import type { DecidedFact, FactPayloads } from '../../model/run-facts.ts';
import { effectParts } from '../../model/effect-id.ts';
import { regionOf } from '../../model/region-path.ts';
import { present } from '../../model/present.ts';
import type { RunState } from '../../model/run-state.ts';
import { withoutAnswer } from './card-answer.ts';
import { foldApprovalRequested } from './fold-approval.ts';
import { foldCancelled, foldEnded } from './fold-endings.ts';
import { foldClosed, foldOpened } from './fold-incidents.ts';
import { foldPass } from './fold-pass.ts';
import { foldAsked, forgetRefusals, withoutAsking } from './fold-verdict.ts';
import { foldMet, foldWaits, keepArming } from './fold-waits.ts';
import { closeBodies, clearVisit, setTimers } from './leave-visit.ts';
import { withApprovals } from './open-approvals.ts';
import { countVisit, editRegion, editVisit, emptyRegion, enterVisit, findVisit } from './region-tree.ts';
import { keepOnly, wantEffect, without } from './wanted-effects.ts';
import { versionsToKeep } from './kept-versions.ts';

/** What a decided fact changes, besides the actions it reports as done. */
export function foldFact(state: RunState, fact: DecidedFact): RunState {
  const next = foldPayload(state, fact);
  return fact.payload.continue === true ? { ...next, continueDue: true } : next;
}

function foldPayload(state: RunState, fact: DecidedFact): RunState {
  switch (fact.type) {
    case 'run_started':
      return foldStarted(state, fact.payload);
    case 'transition_committed':
      return foldCommitted(state, fact.payload);
    case 'transition_chosen':
      return foldChosen(state, fact.payload);
    case 'pass_started':
      return foldPass(state, fact.payload);
    case 'effect_scheduled':
      return foldScheduled(state, fact.payload);
    case 'card_requested':
      return foldRequested(state, fact.payload);
    case 'incident_opened':
      return foldOpened(state, fact.payload);
    case 'incident_closed':
      return foldClosed(state, fact.payload);
    case 'region_cancelled':
      return foldCancelled(state, fact.payload);
    case 'run_ended':
      return foldEnded(state, fact.payload);
    case 'action_done':
      return foldWaits(foldIdle(foldMet(state, fact.payload), fact.payload), fact.payload);
    case 'approval_requested':
      return foldApprovalRequested(state, fact.payload);
    default:
      return fact satisfies never;
  }
}

function foldScheduled(state: RunState, fact: FactPayloads['effect_scheduled']): RunState {
  const wanted = wantEffect(state, fact);
  const visit = effectParts(fact.effect)?.visit;
  return fact.candidate === undefined || visit === undefined ? wanted : setTimers(foldAsked(wanted, visit, fact.candidate), fact.timers);
}

function foldIdle(state: RunState, { visit, idle }: FactPayloads['action_done']): RunState {
  if (idle === undefined) return state;
  return editVisit(closeBodies(state, visit), visit, (active) => ({ ...active, idle, waitsSince: active.waitsSince ?? state.at }));
}

function foldStarted(state: RunState, fact: FactPayloads['run_started']): RunState {
  const started = {
    ...state,
    semantics: fact.semantics,
    ...present({ versions: versionsToKeep(fact) }),
    inputs: fact.defaults === undefined ? state.inputs : { ...fact.defaults, ...state.inputs },
    scope: { ...state.scope, vars: fact.vars },
    root: enterVisit(emptyRegion(''), fact.visit, state),
  };
  return setTimers(countVisit(started, fact.visit), fact.timers);
}

function foldCommitted(state: RunState, fact: FactPayloads['transition_committed']): RunState {
  const before = findVisit(state, fact.from);
  const frozen = before?.leaving === undefined ? own(before?.candidates, fact.transition)?.frozen : before.frozen;
  const left = clearVisit(closeBodies(state, fact.from), fact.from);
  const entered = editRegion(left, regionOf(fact.visit), (region) => {
    const within = enterVisit(region, fact.visit, left);
    return fact.error === undefined ? within : { ...within, error: fact.error };
  });
  const prepared = frozen === undefined ? entered : editVisit(entered, fact.visit, (visit) => ({ ...visit, frozen }));
  const counted = countVisit(prepared, fact.visit);
  return setTimers({ ...counted, transitions: counted.transitions + 1 }, fact.timers);
}

/** A visit that is leaving listens no more: its card is withdrawn, its deadlines are over. */
function foldChosen(state: RunState, fact: FactPayloads['transition_chosen']): RunState {
  const { transition, trigger, read, error } = fact;
  const leaving = { transition, trigger, ...(read === undefined ? {} : { read }), ...(error === undefined ? {} : { error }) };
  const closed = closeBodies(state, fact.visit);
  const quiet = { ...closed, ...keepArming(closed, (arming) => arming.visit !== fact.visit), cards: without(closed.cards, fact.visit), timers: keepOnly(closed.timers, (timer) => timer.visit !== fact.visit) };
  return editVisit(withoutBeside(quiet, fact.visit), fact.visit, (visit) => {
    const { waits: _, ...rest } = withoutAsking(visit, transition);
    return { ...rest, leaving };
  });
}

/** Nobody waits any more for what ran beside the visit's actions, nor for an answer. */
function withoutBeside(state: RunState, id: string): RunState {
  const beside = findVisit(state, id)?.beside ?? {};
  const open = state.approvals === undefined ? state : withApprovals(state, keepOnly(state.approvals, (approval) => approval.visit !== id));
  return { ...open, wanted: keepOnly(open.wanted, (wanted) => wanted.visit !== id || !Object.hasOwn(beside, wanted.action)) };
}

/** Asked again, the card has lost an answer that fitted nowhere, and so has the scope. */
function foldRequested(state: RunState, fact: FactPayloads['card_requested']): RunState {
  const { visit, card: cardId, title, content: card, hash, expiresAt } = fact;
  const asked = { visit, cardId, title, card, hash, requestedAt: state.at, ...(expiresAt === undefined ? {} : { expiresAt }) };
  const anew = forgetRefusals(withoutAnswer(state, visit), visit);
  return setTimers({ ...anew, cards: { ...state.cards, [visit]: asked } }, fact.timers);
}
