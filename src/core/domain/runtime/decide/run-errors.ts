import { AppError, type ErrorWire } from '../../model/errors.ts';
import { present } from '../../model/present.ts';
import { containerOf, regionOf } from '../../model/region-path.ts';
import type { RunError } from '../../model/run-facts.ts';
import type { LeavingState, RunState, VisitState } from '../../model/run-state.ts';
import type { CompiledAction } from '../compile/compiled-definition.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { callAround, takeFailure } from './body-ends.ts';
import { examine } from './candidates.ts';
import { incidentCodeOf, isWaitedFor } from './incident-code.ts';
import { openIncident } from './incidents.ts';
import { cancelInside, leave } from './leaving.ts';
import type { Turn } from './turn.ts';

export interface Raised {
  readonly visit: VisitState;
  readonly error: RunError;
  /** The action that failed, with what its author wrote for that. */
  readonly action?: CompiledAction;
  /** A person said `fail`: what was written is not asked again, and no further incident opens. */
  readonly byPerson?: boolean;
}

/** Where an error of the definition's own making happens. */
export interface GuardedAt extends Omit<Raised, 'error'> {
  /** Takes the error instead of the visit. */
  handle?(error: RunError): void;
}

/**
 * Finds who handles an error, in this order: what the author wrote on the action or its node, the node's `error`
 * transition, the container's, and so on to the root. Where nobody does, an attended run asks a person and an
 * unattended one fails, unless it is a matter of the vault or of a key: that passes when it is mended. Retries are over by now.
 */
export function raise(turn: Turn, raised: Raised): void {
  if (raised.byPerson !== true && handleAsWritten(turn, raised)) return;
  if (isHandled(turn, raised)) return;
  if (raised.byPerson !== true && (turn.state.attended || isWaitedFor(raised.error, turn.state, raised.visit))) askPerson(turn, raised);
  else failRun(turn, raised.error);
}

function handleAsWritten(turn: Turn, raised: Raised): boolean {
  const { action, visit, error } = raised;
  switch (action?.onError ?? nodeAt(turn.workflow, visit.id)?.onError) {
    case 'continue':
      if (action === undefined) return false;
      turn.finish({ action: `${visit.id}/${action.id}`, output: { error } });
      return true;
    case 'pause':
      askPerson(turn, raised);
      return true;
    case 'fail':
      failWorkflow(turn, raised);
      return true;
    default:
      return false;
  }
}

/** From the inside out: an `error` transition takes the run there, a container that takes failures as results goes on. */
function isHandled(turn: Turn, { visit, error }: Raised): boolean {
  for (let around: VisitState | undefined = visit; around !== undefined; around = containerVisit(turn.state, around)) {
    const chosen = around.leaving === undefined ? chosenHandler(turn, around, error) : undefined;
    if (chosen !== undefined) {
      leave(turn, cancelInside(turn, around, 'error'), chosen);
      return true;
    }
    if (takeFailure(turn, around, error)) return true;
  }
  return false;
}

/** What fails as written ends its own workflow: one that was called fails where it was called. */
function failWorkflow(turn: Turn, { visit, error }: Raised): void {
  const call = callAround(turn.state, visit.id);
  if (call === undefined) failRun(turn, error);
  else raise(turn, { visit: cancelInside(turn, call, 'error'), error });
}

/** A handler whose own examination fails handles nothing; the search goes on with the error there was. */
function chosenHandler(turn: Turn, visit: VisitState, error: RunError): LeavingState | undefined {
  try {
    return examine(turn, visit, { by: ['error'], error }).chosen;
  } catch (thrown) {
    if (thrown instanceof AppError) return undefined;
    throw thrown;
  }
}

function containerVisit(state: RunState, visit: VisitState): VisitState | undefined {
  const container = containerOf(regionOf(visit.id));
  return container === undefined ? undefined : findVisit(state, container);
}

function askPerson(turn: Turn, { visit, error, action }: Raised): void {
  openIncident(turn, { code: incidentCodeOf(error, turn.state), visit: visit.id, error, ...present({ action: action?.id, effect: error.visit === visit.id ? error.effect : undefined }) });
}

/** Ends the run with this error. */
export function failRun(turn: Turn, error: RunError): void {
  turn.emit('run_ended', { status: 'failed', error });
}

/** The error with the place it happened at. */
export function errorAt(visit: VisitState, thrown: ErrorWire, place: Pick<RunError, 'kind' | 'action' | 'effect'>): RunError {
  const { code, message, next, data } = thrown;
  return { code, message, ...present({ next, data }), ...place, visit: visit.id, node: visit.node };
}

/** Runs `work`; an error of the definition's own making is raised at the visit, anything else is the engine's and goes up. */
export function guarded(turn: Turn, at: GuardedAt, work: () => void): void {
  try {
    work();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const error = errorAt(at.visit, thrown.toWire(), { kind: at.action === undefined ? 'engine' : 'action', ...present({ action: at.action?.id }) });
    if (at.handle === undefined) raise(turn, { ...at, error });
    else at.handle(error);
  }
}
