import { present } from '../../model/present.ts';
import type { RunError } from '../../model/run-facts.ts';
import type { ActState, CandidateState, VisitState } from '../../model/run-state.ts';
import type { CompiledAction } from '../compile/compiled-definition.ts';
import { nodeAt, transitionAt } from '../compile/definition-at.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { checkWrites, nextStep, scheduleEffects, settleEffects } from './action-steps.ts';
import { askFor } from './ask.ts';
import { askBefore } from './ask-before.ts';
import { examine } from './candidates.ts';
import { cancelInside, leave } from './leaving.ts';
import { errorAt, guarded, raise } from './run-errors.ts';
import type { Turn } from './turn.ts';
import { isRefused, noteVerdict, settleApprovals, verdictOfOutput, voidChanged } from './verdicts.ts';
import { operatorTrigger } from './ways-by-hand.ts';

/**
 * One step of what goes on beside a visit's own actions: user actions, models that judge, approvals, and transitions whose
 * event is over and whose last validator has passed. Gives false when there is nothing to do without an input.
 */
export function stepBeside(turn: Turn, visit: VisitState): boolean {
  if (visit.leaving !== undefined) return false;
  if (visit.beside !== undefined) for (const act of Object.values(visit.beside)) if (stepAct(turn, visit, act)) return true;
  return visit.candidates !== undefined && (settleApprovals(turn, visit) || stepEvents(turn, visit));
}

/** Whether the visit stands still by itself: a candidate is validated that is its own or answers its incident, or nothing fires. */
export function isStill(visit: VisitState): boolean {
  const { candidates, idle, loop, bodies } = visit;
  if (idle !== undefined || candidates === undefined) return idle !== undefined;
  // A loop begins no pass while somebody says whether it is left.
  const isBetweenPasses = loop !== undefined && bodies.length === 0;
  return isValidating(visit, operatorTrigger) || Object.values(candidates).some(({ moment, asks }) => (moment === 'data' || isBetweenPasses) && asks !== undefined);
}

/** Whether an event with this trigger is being validated, or waits to be. */
export function isValidating({ candidates }: VisitState, trigger: string): boolean {
  return Object.values(candidates ?? {}).some((candidate) => candidate.trigger === trigger && candidate.moment === 'event' && (candidate.asks !== undefined || coolsDown(candidate)));
}

function coolsDown({ verdicts }: CandidateState): boolean {
  return Object.values(verdicts).some(({ retryAt }) => retryAt !== undefined);
}

interface Beside {
  readonly visit: VisitState;
  readonly action: CompiledAction;
  /** The transition whose validator it is; absent for a user action. */
  readonly transition?: string;
}

function stepAct(turn: Turn, visit: VisitState, act: ActState): boolean {
  const found = besideAction(turn, visit, act.action);
  if (found === undefined) return false;
  const settled = settleEffects(turn, { ...found, act });
  if (settled === 'waiting') return false;
  if (settled === 'ready') carryOn(turn, found, act);
  else if (typeof settled !== 'string') fail(turn, found, settled);
  return true;
}

function besideAction(turn: Turn, visit: VisitState, id: string): Beside | undefined {
  const user = nodeAt(turn.workflow, visit.id)?.userActions?.find((action) => action.id === id);
  if (user !== undefined) return { visit, action: user.action };
  for (const [transition, { asks }] of Object.entries(visit.candidates ?? {})) {
    if (asks?.validator !== id) continue;
    const validator = transitionAt(turn.workflow, visit.id, transition)?.validators.find((one) => one.id === id);
    if (validator?.ask?.of === 'model') return { visit, action: validator.ask.action, transition };
  }
  return undefined;
}

/** Takes what stands beside a visit as far as it goes: to its next effects, or to its end. */
export function carryOn(turn: Turn, beside: Beside, act?: ActState): void {
  const { visit, action } = beside;
  guardedBeside(turn, beside, () => {
    // What a model judges stands still from when it was asked.
    const at = beside.transition === undefined ? act : act === undefined ? undefined : { ...act, at: visit.waitsSince ?? act.at };
    const progress = nextStep(turn, { visit, action, ...present({ act: at }) });
    if (progress.kind === 'effects') return scheduleEffects(turn, { visit, action, beside: true }, progress.requests);
    if (progress.kind === 'ask') return askBefore(turn, { visit, action, beside: true }, progress.question);
    if (progress.kind === 'error') return fail(turn, beside, errorAt(visit, progress.error, { kind: 'action', action: action.id }));
    if (beside.transition !== undefined) return noteVerdict(turn, visit, { transition: beside.transition, validator: action.id, ...verdictOfOutput(progress.output) });
    const { output, vars } = progress;
    checkWrites(turn, { visit, action }, vars ?? {});
    finish(turn, { action: `${visit.id}/${action.id}`, output, ...present({ vars }) }, visit.id);
  });
}

function finish(turn: Turn, done: Parameters<Turn['finish']>[0], visit: string): void {
  turn.finish(done);
  const written = findVisit(turn.state, visit);
  if (written !== undefined) voidChanged(turn, written);
}

function guardedBeside(turn: Turn, beside: Beside, work: () => void): void {
  const caught: RunError[] = [];
  guarded(turn, { visit: beside.visit, action: beside.action, handle: (error) => { caught.push(error); } }, work);
  for (const error of caught) fail(turn, beside, error);
}

/** A model that cannot be asked does not let pass. A user action that fails leaves its error where its output would stand. */
function fail(turn: Turn, { visit, action, transition }: Beside, error: RunError): void {
  if (transition !== undefined) return noteVerdict(turn, visit, { transition, validator: action.id, ok: false, detail: error.message });
  if (action.onError === undefined || action.onError === 'continue') finish(turn, { action: `${visit.id}/${action.id}`, output: { error } }, visit.id);
  else raise(turn, { visit, action, error });
}

/** Goes on with events whose validators have answered; a loop does so between its passes. A card's answer is examined with its card. */
function stepEvents(turn: Turn, visit: VisitState): boolean {
  if (visit.loop !== undefined && visit.bodies.length > 0) return false;
  for (const [transition, candidate] of Object.entries(visit.candidates ?? {})) {
    const { moment, asks, trigger } = candidate;
    if (moment !== 'event' || asks !== undefined || trigger === 'card-submitted' || isRefused(candidate)) continue;
    guarded(turn, { visit }, () => resume(turn, visit, { transition, candidate }));
    return true;
  }
  return false;
}

function resume(turn: Turn, visit: VisitState, { transition, candidate }: { readonly transition: string; readonly candidate: CandidateState }): void {
  const { trigger, read = {} } = candidate;
  const { chosen, pending, rejected } = examine(turn, visit, { by: [trigger], only: transition, fired: { trigger, read } });
  if (chosen !== undefined) return leave(turn, trigger === operatorTrigger ? cancelInside(turn, visit, 'operator') : stopActing(turn, visit), chosen);
  if (pending !== undefined) return askFor(turn, visit, { pending, moment: 'event' });
  const [refused] = rejected;
  turn.note({ visit: visit.id, transition, validator: refused?.validator ?? '', verdict: 'failed', hash: refused?.hash ?? '', ...present({ detail: refused?.message }) });
}

/** Aborts the visit's own action under way, because somebody else takes it on. */
export function stopActing(turn: Turn, visit: VisitState): VisitState {
  return visit.act === undefined ? visit : cancelInside(turn, visit, 'operator');
}
