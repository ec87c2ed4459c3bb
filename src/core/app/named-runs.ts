import { AppError } from '../domain/model/errors.ts';
import type { RunId } from '../domain/model/ids.ts';
import type { RunExecutor } from '../domain/ports/run-executor.ts';

export interface NamedRuns {
  /** The executor, which remembers every run that a start or a delivery named. */
  readonly executor: RunExecutor;
  /** Resolves once all of them have ended or wait for something outside, those named meanwhile included. */
  idle(signal?: AbortSignal): Promise<void>;
}

/** A command line that became the host stays until what it was asked for is done, and no longer. */
export function rememberNamedRuns(executor: RunExecutor): NamedRuns {
  const named = new Set<RunId>();
  let said = 0;
  const remember = (runId: RunId): void => {
    named.add(runId);
    said += 1;
  };
  return {
    executor: {
      capabilities: executor.capabilities,
      async start(command) {
        const answer = await executor.start(command);
        remember(answer.runId);
        return answer;
      },
      async deliver(runId, delivery) {
        remember(runId);
        return executor.deliver(runId, delivery);
      },
      async fork(command) {
        const answer = await executor.fork(command);
        remember(answer.runId);
        return answer;
      },
      release: (runId) => executor.release(runId),
      adopt: async (snapshot) => {
        const taken = await executor.adopt(snapshot);
        if (taken) remember(snapshot.runId);
        return taken;
      },
      purge: (runId) => executor.purge(runId),
      settled: (runId, signal) => executor.settled(runId, signal),
      health: () => executor.health(),
    },
    async idle(signal) {
      // A run that was waited for may be told something while others are: then all are looked at again.
      for (let heard = -1; heard !== said; ) {
        heard = said;
        await Promise.all([...named].map((runId) => settledOrGone(executor, runId, signal)));
      }
    },
  };
}

/** Retention may have taken a run that was named: nothing of it is left to wait for. */
async function settledOrGone(executor: RunExecutor, runId: RunId, signal: AbortSignal | undefined): Promise<void> {
  try {
    await executor.settled(runId, signal);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
  }
}
