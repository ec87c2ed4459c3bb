import { AppError } from '../../model/errors.ts';
import { toInstant } from '../../model/instant.ts';
import { ownId } from '../../model/effect-id.ts';
import { present } from '../../model/present.ts';
import type { DoneAction } from '../../model/run-facts.ts';
import type { Looking } from '../../model/inbox-place.ts';
import type { SignalState } from '../../model/run-waits.ts';
import type { LeavingState, RunState, VisitState } from '../../model/run-state.ts';
import { nodeAt } from '../compile/definition-at.ts';
import { foldDone } from '../evolve/fold-done.ts';
import { findVisit } from '../evolve/region-tree.ts';
import { askFor } from './ask.ts';
import { examine, type PendingCandidate } from './candidates.ts';
import { beginLook, nextOffer, noteTaken } from './inbox-look.ts';
import { leave } from './leaving.ts';
import { guarded } from './run-errors.ts';
import type { Turn } from './turn.ts';

/** The least a look at one signal counts, of the share of one input. */
const lookFuel = 10;

/** Offers a signal that has just come to the visits that wait for one; it stays in the inbox if none takes it. */
export function offerSignal(turn: Turn, { emitter, id }: { readonly emitter: string; readonly id: string }): void {
  if (turn.isPaused) return;
  const look: Looking = { from: { emitter, id, at: turn.at } };
  // What came before it is looked at first.
  if (turn.state.looking === undefined) turn.looking.push(look);
  else turn.emit('action_done', { visit: '', looking: [...turn.state.looking, look] });
}

/** Looks through the whole inbox for every visit that waits: after a pause, or a person's act. */
export function lookForAll(turn: Turn): void {
  if (!turn.isPaused && (turn.state.inbox ?? []).length > 0) turn.looking.push({});
}

/** Looks through the whole inbox for a visit that begins to wait. */
export function lookFor(turn: Turn, visit: string): void {
  if ((turn.state.inbox ?? []).length > 0) turn.looking.push({ visit });
}

/** Goes on where the input before was at the end of its share. */
export function lookOn(turn: Turn, before: RunState): void {
  turn.looking.push(...(before.looking ?? []));
}

/**
 * Looks at one signal for one visit: a step of its own, with fuel of its own. The oldest that a transition lets through
 * ends the wait. Gives false when there is nothing to look at.
 */
export function stepInbox(turn: Turn): boolean {
  for (;;) {
    if (turn.look === undefined) {
      const looking = turn.looking.shift();
      if (looking === undefined) return false;
      turn.look = beginLook(turn.state, turn.at, looking);
    }
    const offer = nextOffer(turn.look, turn.state, (visit, entry) => isInTime(turn, visit, entry) && isFor(visit, entry) && brings(turn, visit, entry));
    if (offer !== undefined) {
      turn.charge(lookFuel);
      if (take(turn, offer.visit, offer.entry)) noteTaken(turn.look, offer.entry);
      return true;
    }
    turn.look = undefined;
  }
}

/** One that came after the wait's own end does not end it. */
function isInTime(turn: Turn, { id }: VisitState, entry: SignalState): boolean {
  const due = turn.state.timers[ownId(id, 'timer', 'wait')]?.dueAt ?? Number.POSITIVE_INFINITY;
  return due > turn.at || entry.at < due;
}

function isFor({ waits }: VisitState, entry: SignalState): boolean {
  if (waits?.signals?.includes(entry.name) !== true) return false;
  return waits.key === undefined || waits.key === entry.key;
}

/** One that brings something else than the node takes is not for it. */
function brings(turn: Turn, { id }: VisitState, { name, payload }: SignalState): boolean {
  const node = nodeAt(turn.workflow, id);
  return node?.takes === undefined || node.listensTo !== name || node.takes.check(payload).length === 0;
}

/**
 * Whether the visit leaves by this signal. Only then it is taken out of the inbox; or if a transition cannot even say
 * whether it is meant, which is an error of the visit, and must not come round again.
 */
function take(turn: Turn, id: string, entry: SignalState): boolean {
  const visit = findVisit(turn.state, id);
  if (visit === undefined) return false;
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
