import { approvalId } from '../../../model/effect-id.ts';
import type { RunError } from '../../../model/run-facts.ts';
import type { TimerState } from '../../../model/run-waits.ts';
import type { RunState, VisitState } from '../../../model/run-state.ts';
import { timeoutAt } from '../../compile/definition-at.ts';
import { findVisit } from '../../evolve/region-tree.ts';
import { askFor } from '../ask.ts';
import { examine } from '../candidates.ts';
import { isBlocked } from '../incidents.ts';
import { reachLimit } from '../intents.ts';
import { leave } from '../leaving.ts';
import { errorAt, failRun, guarded, raise } from '../run-errors.ts';
import type { Turn } from '../turn.ts';
import { endOfWait } from '../waiting.ts';

/**
 * Carries out every deadline that has passed, earliest first. A deadline is decided by the time alone: whether its timer
 * was delivered before or after another input makes no difference. One an incident stands before is met when that closes.
 */
export function meetDeadlines(turn: Turn, before: RunState): void {
  if (turn.isPaused) return;
  const due: TimerState[] = [];
  for (const id in before.timers) {
    const timer = before.timers[id];
    if (timer !== undefined && timer.dueAt <= turn.at) due.push(timer);
  }
  if (due.length === 0) return;
  for (const timer of due.toSorted((left, right) => left.dueAt - right.dueAt || (left.id < right.id ? -1 : 1))) {
    if (turn.isEnded) return;
    meet(turn, timer);
  }
}

function meet(turn: Turn, timer: TimerState): void {
  const name = timer.id.slice(timer.id.indexOf('@timer.') + '@timer.'.length);
  if (isBlocked(turn.state, timer.visit)) return;
  if (timer.visit === '') return expireRun(turn);
  const visit = findVisit(turn.state, timer.visit);
  if (visit === undefined || visit.leaving !== undefined) return;
  if (name === 'timeout') expireNode(turn, visit);
  else if (name === 'loop') expireLoop(turn, visit);
  else if (name === 'wait') endOfWait(turn, visit);
  else if (name.startsWith('cooldown.')) endCooldown(turn, visit, name.slice('cooldown.'.length));
  else if (name.startsWith('approval.')) expireApproval(turn, visit, name.slice('approval.'.length));
  else if (name.startsWith('scheduled.')) takeScheduled(turn, visit, name.slice('scheduled.'.length));
}

function expireRun(turn: Turn): void {
  const active = turn.state.root.active;
  if (active !== undefined) turn.emit('region_cancelled', { visit: active.id, reason: 'timeout' });
  failRun(turn, { code: 'run_failed', message: 'The run took longer than its limit.', kind: 'timeout', visit: active?.id ?? '', node: active?.node ?? '' });
}

function expireNode(turn: Turn, visit: VisitState): void {
  turn.emit('region_cancelled', { visit: visit.id, reason: 'timeout' });
  raise(turn, { visit: findVisit(turn.state, visit.id) ?? visit, error: tookTooLong(turn, visit) });
}

function tookTooLong(turn: Turn, visit: VisitState): RunError {
  const timeoutMs = timeoutAt(turn.workflow, visit.id) ?? 0;
  const message = `Node "${visit.node}" took longer than ${timeoutMs} ms.`;
  return errorAt(visit, { code: 'run_failed', message, data: { timeoutMs } }, { kind: 'timeout' });
}

/** The time of all passes together is a limit like their number. */
function expireLoop(turn: Turn, visit: VisitState): void {
  turn.emit('region_cancelled', { visit: visit.id, reason: 'timeout' });
  const left = findVisit(turn.state, visit.id) ?? visit;
  guarded(turn, { visit: left }, () => reachLimit(turn, { visit: left, read: {} }, { limit: 'timeout' }));
}

function takeScheduled(turn: Turn, visit: VisitState, transition: string): void {
  if (turn.state.cards[visit.id] === undefined && visit.waits === undefined && visit.waitsSince === undefined) return;
  guarded(turn, { visit }, () => {
    const { chosen, pending } = examine(turn, visit, { by: ['scheduled'], only: transition });
    if (chosen !== undefined) leave(turn, visit, chosen);
    else if (pending !== undefined) askFor(turn, visit, { pending, moment: 'event' });
  });
}

/** The refusal counts no more, so that the candidate is examined again. */
function endCooldown(turn: Turn, visit: VisitState, transition: string): void {
  const verdicts = Object.entries(visit.candidates?.[transition]?.verdicts ?? {});
  for (const [validator, { retryAt, hash = '' }] of verdicts) {
    if (retryAt !== undefined) turn.note({ visit: visit.id, transition, validator, verdict: 'again', hash });
  }
}

/** Nobody answered in time: it counts as not approved, and is not asked again by itself. */
function expireApproval(turn: Turn, visit: VisitState, validator: string): void {
  const approval = turn.state.approvals?.[approvalId(visit.id, validator)];
  if (approval === undefined) return;
  turn.note({ visit: visit.id, transition: approval.transition, validator, verdict: 'expired', hash: approval.hash, detail: 'nobody answered in time' });
}
