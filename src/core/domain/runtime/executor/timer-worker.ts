import type { RunId } from '../../model/ids.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkflowRunRepository } from '../../ports/workflow-run-repository.ts';

export interface TimerWorkerDeps {
  readonly clock: Clock;
  readonly runs: Pick<WorkflowRunRepository, 'dueTimers' | 'nextTimer'>;
  fire(runId: RunId, timer: string): Promise<void>;
  readonly onFault: (error: unknown) => void;
}

export interface TimerWorker {
  /** Says that a timer may be due earlier than what is slept on. */
  wake(dueAt: number): void;
  close(): Promise<void>;
}

/** Re-armed in pieces: a timer of the platform beyond about 24 days fires at once, and a wall clock may jump. */
const longestSleepMs = 60 * 60 * 1000;
const batchSize = 100;

/** Fires the timers of all runs when they are due, late ones at once. Whether a deadline has passed is the run's own decision. */
export function startTimerWorker(deps: TimerWorkerDeps): TimerWorker {
  const stop = new AbortController();
  let sleep = new AbortController();
  let sleepsUntil = 0;

  async function loop(): Promise<void> {
    while (!stop.signal.aborted) {
      const due = await deps.runs.dueTimers({ before: deps.clock.now(), limit: batchSize });
      for (const timer of due) await deps.fire(timer.runId, timer.id).catch(deps.onFault);
      if (due.length < batchSize) await rest();
    }
  }

  async function rest(): Promise<void> {
    sleep = new AbortController();
    const next = await deps.runs.nextTimer();
    sleepsUntil = Math.min(next ?? Number.POSITIVE_INFINITY, deps.clock.now() + longestSleepMs);
    const signal = AbortSignal.any([stop.signal, sleep.signal]);
    if (next !== undefined && next <= deps.clock.now()) return await deps.clock.sleepUntil(deps.clock.now() + 1, signal).catch(() => undefined);
    await deps.clock.sleepUntil(sleepsUntil, signal).catch(() => undefined);
  }

  const running = loop().catch(deps.onFault);
  return {
    wake(dueAt) {
      if (dueAt < sleepsUntil) sleep.abort();
    },
    async close() {
      stop.abort();
      await running;
    },
  };
}
