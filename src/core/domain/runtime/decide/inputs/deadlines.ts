import { approvalId, ownId } from '../../../model/effect-id.ts';
import { own } from '../../../model/own.ts';
import { present } from '../../../model/present.ts';
import type { RunError } from '../../../model/run-facts.ts';
import type { TimerState } from '../../../model/run-waits.ts';
import type { RunState, VisitState } from '../../../model/run-state.ts';
import { timeoutAt } from '../../compile/definition-at.ts';
import { findVisit } from '../../evolve/region-tree.ts';
import { askFor } from '../ask.ts';
import { examine } from '../candidates.ts';
import { isBlocked } from '../is-blocked.ts';
import { reachLimit } from '../intents.ts';
import { leave } from '../leaving.ts';
import { errorAt, failRun, guarded, raise } from '../run-errors.ts';
import { type Turn, turnLimits } from '../turn.ts';
import { endOfWait } from '../waiting.ts';

/** What one deadline counts at least, of the share of one input: no more of them are met than transitions taken. */
const deadlineFuel = Math.ceil(turnLimits.fuel / turnLimits.transitions);

/**
 * Carries out the deadlines that have passed, earliest first, each with fuel of its own. A deadline is decided by the time
 * alone: whether its timer was delivered before or after another input makes no difference. One an incident stands before
 * is met when that closes. Gives false when the share of the input is used up before the last: then nothing else may be
 * decided before the run is continued.
 */
export function meetDeadlines(turn: Turn, before: RunState): boolean {
  if (turn.isPaused) return true;
  const due: TimerState[] = [];
  for (const id in before.timers) {
    const timer = before.timers[id];
    if (timer !== undefined && timer.dueAt <= turn.at) due.push(timer);
  }
  if (due.length > 1) due.sort((left, right) => left.dueAt - right.dueAt || (left.id < right.id ? -1 : 1));
  for (const [at, timer] of due.entries()) {
    if (turn.isEnded) return true;
    if (turn.isSpent) return keep(turn, due.slice(at));
    turn.beginStep();
    if (meet(turn, timer)) turn.charge(deadlineFuel);
    forget(turn, timer);
  }
  return true;
}

/** The deadline whose timer this input is, is in force still if others before it used up the share. */
function keep(turn: Turn, unmet: readonly TimerState[]): false {
  for (const { id, visit, dueAt, fixed } of unmet) {
    const stands = findVisit(turn.state, visit);
    const isOver = visit !== '' && (stands === undefined || stands.cancelled || stands.leaving !== undefined);
    if (turn.state.timers[id] === undefined && !isOver && !isBlocked(turn.state, visit)) turn.emit('action_done', { visit, timers: [present({ id, dueAt, fixed })] });
  }
  return false;
}

/** What was met is over, whatever came of it. What was not, because an incident stands before it, is held by that. */
function forget(turn: Turn, { id, visit, dueAt }: TimerState): void {
  if (turn.isEnded || isThrottle(id) || turn.state.timers[id]?.dueAt !== dueAt || isBlocked(turn.state, visit)) return;
  turn.emit('action_done', { visit, met: [id] });
}

/** The earliest time of a loop's next pass: it has nothing to meet. */
function isThrottle(id: string): boolean {
  return id.endsWith('@timer.pass');
}

/** Gives false for what is not to be met: it is gone, or an incident stands before it. */
function meet(turn: Turn, timer: TimerState): boolean {
  if (isBlocked(turn.state, timer.visit) || isThrottle(timer.id)) return false;
  const visit = findVisit(turn.state, timer.visit);
  if (timer.visit === '') expireRun(turn);
  else if (visit === undefined || visit.leaving !== undefined) return false;
  else meetAt(turn, visit, timer);
  return true;
}

function meetAt(turn: Turn, visit: VisitState, timer: TimerState): void {
  const name = timer.id.slice(timer.id.indexOf('@timer.') + '@timer.'.length);
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
    // It stood still because this was ahead.
    else if (visit.idle !== undefined) turn.emit('action_done', { visit: visit.id, met: [ownId(visit.id, 'timer', `scheduled.${transition}`)] });
  });
}

/** The refusal counts no more, so that the candidate is examined again. */
function endCooldown(turn: Turn, visit: VisitState, transition: string): void {
  const verdicts = Object.entries(own(visit.candidates, transition)?.verdicts ?? {});
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
