import type { Intent } from '../../catalogue/node-kind.ts';
import { AppError } from '../../model/errors.ts';
import { ownId } from '../../model/effect-id.ts';
import { toInstant } from '../../model/instant.ts';
import { present } from '../../model/present.ts';
import type { DoneAction, TimerSet } from '../../model/run-facts.ts';
import type { SignalState } from '../../model/run-waits.ts';
import type { LeavingState, VisitState } from '../../model/run-state.ts';
import type { CompiledNode } from '../compile/compiled-definition.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { foldDone } from '../evolve/fold-done.ts';
import { liveSignals } from '../evolve/fold-signals.ts';
import { findVisit, visitsOf } from '../evolve/region-tree.ts';
import { askFor } from './ask.ts';
import { isValidating } from './beside.ts';
import { examine, type PendingCandidate, rejectedParams } from './candidates.ts';
import { isBlocked, openIncident } from './incidents.ts';
import { leave } from './leaving.ts';
import { errorAt, guarded, raise } from './run-errors.ts';
import { scheduledTimers } from './scheduled-timers.ts';
import type { Turn } from './turn.ts';

type Waiting = Intent & { readonly kind: 'wait' };

/** The id of the deadline a wait sets for itself. */
export function waitTimer(visit: string): string {
  return ownId(visit, 'timer', 'wait');
}

/** Lets the visit wait from now on. A signal that came before may end the wait at once. */
export function beginWait(turn: Turn, { visit, node }: { readonly visit: VisitState; readonly node: CompiledNode }, intent: Waiting): void {
  const { key, moment } = intent;
  const timers = [...ownTimer(turn, visit, intent), ...scheduledTimers(node, visit.id, turn.at)];
  const signals = signalsOf(node, intent.signal);
  const forTime = moment !== undefined || intent.at !== undefined || intent.afterMs !== undefined;
  turn.emit('action_done', {
    visit: visit.id,
    waits: present({ forTime: forTime ? (true as const) : undefined, moment, signals: signals.length === 0 ? undefined : signals, key }),
    ...present({ timers: timers.length === 0 ? undefined : timers }),
  });
  lookThroughInbox(turn, visit.id);
}

/** A duration stands still with its run; an instant does not. */
function ownTimer(turn: Turn, visit: VisitState, { afterMs, at }: Waiting): readonly TimerSet[] {
  const id = waitTimer(visit.id);
  if (afterMs !== undefined) return [{ id, dueAt: turn.at + afterMs }];
  return at === undefined ? [] : [{ id, dueAt: at, fixed: true }];
}

function signalsOf(node: CompiledNode, own: string | undefined): readonly string[] {
  const named = node.outgoing.flatMap((transition) => transition.triggers.flatMap((trigger) => trigger.signal ?? []));
  return [...new Set([...(own === undefined ? [] : [own]), ...named])];
}

/** A wait whose time has come leaves. Gives false while there is nothing to do without an input. */
export function stepWait(turn: Turn, visit: VisitState): boolean {
  const timer = waitTimer(visit.id);
  const arming = turn.state.arming?.[timer];
  if (arming?.error !== undefined) return failToArm(turn, visit, arming.error);
  if (visit.waits?.forTime !== true || arming !== undefined || isValidating(visit, 'scheduled')) return false;
  const due = turn.state.timers[timer];
  if (due !== undefined && due.dueAt > turn.at) return false;
  endOfWait(turn, visit);
  return true;
}

/** What the zone database does not know cannot be waited for; another attempt begins the wait anew. */
function failToArm(turn: Turn, visit: VisitState, error: Parameters<typeof errorAt>[1]): true {
  turn.emit('region_cancelled', { visit: visit.id, reason: 'error' });
  const cancelled = findVisit(turn.state, visit.id) ?? visit;
  raise(turn, { visit: cancelled, error: errorAt(cancelled, error, { kind: 'engine' }) });
  return true;
}

/** Takes the way of the time the node waited for; where none can be taken, a person is asked. */
export function endOfWait(turn: Turn, visit: VisitState): void {
  guarded(turn, { visit }, () => {
    const { chosen, pending, rejected } = examine(turn, visit, { by: ['scheduled'], accepts: (trigger) => trigger.delayMs === undefined });
    if (chosen !== undefined) return leave(turn, visit, chosen);
    if (pending !== undefined) return askFor(turn, visit, { pending, moment: 'event' });
    const isRejected = rejected.length > 0;
    openIncident(turn, { code: isRejected ? 'validator_exhausted' : 'no_transition', visit: visit.id, ...(isRejected ? { params: rejectedParams(rejected) } : {}) });
  });
}

/** Offers a signal that has just come to the visits that wait for it; it stays in the inbox if none takes it. */
export function offerSignal(turn: Turn, name: { readonly emitter: string; readonly id: string }): void {
  const entry = turn.state.inbox?.find(({ emitter, id }) => emitter === name.emitter && id === name.id);
  if (entry === undefined || turn.isPaused) return;
  for (const visit of visitsOf(turn.state.root)) if (isFor(visit, entry) && take(turn, visit.id, entry)) return;
}

/** Looks through the whole inbox for every visit that waits: after a pause, or a person's act. */
export function lookThroughInboxes(turn: Turn): void {
  if ((turn.state.inbox ?? []).length === 0) return;
  for (const visit of visitsOf(turn.state.root)) if (visit.waits?.signals !== undefined) lookThroughInbox(turn, visit.id);
}

/** The oldest signal that a transition lets through ends the wait; one that came after the wait's own end does not. */
function lookThroughInbox(turn: Turn, id: string): void {
  if (turn.isPaused || turn.isEnded) return;
  const due = turn.state.timers[waitTimer(id)]?.dueAt ?? Number.POSITIVE_INFINITY;
  for (const entry of liveSignals(turn.state.inbox, turn.at)) {
    const visit = findVisit(turn.state, id);
    if (visit?.waits === undefined) return;
    const inTime = due > turn.at || entry.at < due;
    if (inTime && isFor(visit, entry) && take(turn, id, entry)) return;
  }
}

function isFor({ waits }: VisitState, entry: SignalState): boolean {
  if (waits?.signals?.includes(entry.name) !== true) return false;
  return waits.key === undefined || waits.key === entry.key;
}

/**
 * Whether the visit leaves by this signal. Only then it is taken out of the inbox; or if a transition cannot even say
 * whether it is meant, which is an error of the visit, and must not come round again.
 */
function take(turn: Turn, id: string, entry: SignalState): boolean {
  const visit = findVisit(turn.state, id);
  if (visit === undefined || isBlocked(turn.state, id)) return false;
  const { emitter, name, payload, at } = entry;
  const done: DoneAction = { action: `${id}/signal`, output: { name, payload, at: toInstant(at) }, consumed: { emitter, id: entry.id } };
  const verdict = supposing(turn, done, () => chosenBy(turn, visit, name));
  if (verdict.chosen === undefined && verdict.pending === undefined && verdict.error === undefined) return false;
  turn.finish(done);
  const taking = findVisit(turn.state, id) ?? visit;
  guarded(turn, { visit: taking }, () => {
    if (verdict.error !== undefined) throw verdict.error;
    if (verdict.chosen !== undefined) leave(turn, taking, verdict.chosen);
    else if (verdict.pending !== undefined) askFor(turn, taking, { pending: verdict.pending, moment: 'event' });
  });
  return true;
}

interface Verdict {
  readonly chosen?: LeavingState;
  /** Somebody has to be asked first; the signal is taken all the same. */
  readonly pending?: PendingCandidate;
  readonly error?: AppError;
}

function chosenBy(turn: Turn, visit: VisitState, name: string): Verdict {
  const own = nodeAt(turn.workflow, visit.id)?.listensTo;
  try {
    const { chosen, pending } = examine(turn, visit, { by: ['external'], accepts: (trigger) => (trigger.signal ?? own) === name });
    return present({ chosen, pending });
  } catch (error) {
    if (error instanceof AppError) return { error };
    throw error;
  }
}

/** What `work` finds if the action had finished; the state stays as it is. */
function supposing<Result>(turn: Turn, done: DoneAction, work: () => Result): Result {
  const before = turn.state;
  turn.state = foldDone(before, [done]);
  try {
    return work();
  } finally {
    turn.state = before;
  }
}
