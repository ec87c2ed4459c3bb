import { endedStatuses, type RunStatus, type WaitReason } from './run.ts';

/** What of a run's row says whether it rests. */
interface Resting {
  readonly status: RunStatus;
  readonly reasons: readonly Pick<WaitReason, 'code' | 'visit' | 'dueAt'>[];
}

/** Whoever follows a run stays for a wait as short as this. */
const shortWaitMs = 60_000;

/** A rest between passes of a loop ends by itself, and so does a short wait; nobody stays for a long one. */
export function endsSoon({ status, reasons }: Resting, now: number): boolean {
  return status === 'waiting' && !isHeldWhole(reasons) && reasons.some(({ code, dueAt }) => code === 'timer' || (code === 'wait' && (dueAt ?? now) - now <= shortWaitMs));
}

/** Whether nothing happens soon unless somebody outside acts. */
export function rests(run: Resting, now: number): boolean {
  if (endedStatuses.includes(run.status) || run.status === 'paused' || isHeldWhole(run.reasons)) return true;
  return run.status === 'waiting' && !endsSoon(run, now);
}

/** An incident of the run as a whole holds everything, whatever else is wanted. */
function isHeldWhole(reasons: Resting['reasons']): boolean {
  return reasons.some(({ code, visit }) => code === 'incident' && visit === undefined);
}
