import type { Clock } from '../ports/clock.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { RunHistory } from '../ports/run-history.ts';
import type { RunKeys } from '../ports/run-keys.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import { plansOfAge, plansOfQuota, pruneHistory } from './prune-history.ts';

export interface HistoryKeeperDeps {
  readonly history: RunHistory;
  readonly keys: Pick<RunKeys, 'remove'>;
  readonly config: Pick<ConfigPort, 'get'>;
  readonly clock: Clock;
  readonly publisher: WorkflowEventPublisher;
  /** Lets versions of workflows go that are older than the newest so many. */
  readonly pruneVersions: (keep: number) => Promise<unknown>;
  readonly onFault: (error: unknown) => void;
  /** Commits between two looks at the size. @default 500 */
  readonly everyCommits?: number;
}

export interface HistoryKeeper {
  close(): Promise<void>;
}

const betweenAgesMs = 10 * 60_000;
/** Between two transactions of its own, so that runs come first. */
const restMs = 5;
/** It begins below the ceiling and goes on a little further, so that it does not work all the time. */
const beginAt = 0.9;
const endAt = 0.85;
const pagesAtOnce = 1000;
const megabyte = 1_000_000;

/**
 * Keeps the history of a host below its ceiling: seals long journals, takes what age lets go every few minutes, and what the
 * quota lets go as soon as commits have brought the disk near it. Nothing but sealing happens while retention is not automatic.
 */
export function keepHistory(deps: HistoryKeeperDeps): HistoryKeeper {
  const { clock, publisher, onFault, everyCommits = 500 } = deps;
  const closing = new AbortController();
  let commits = 0;
  let wake = Promise.withResolvers<void>();
  const stop = publisher.listen('run:committed', () => {
    commits += 1;
    if (commits % everyCommits === 0) wake.resolve();
  });
  const over = (async () => {
    let agesDue = clock.now();
    while (!closing.signal.aborted) {
      try {
        const isDue = clock.now() >= agesDue;
        await lookAfter(deps, { ages: isDue, signal: closing.signal });
        if (isDue) agesDue = clock.now() + betweenAgesMs;
      } catch (error) {
        if (!closing.signal.aborted) onFault(error);
      }
      wake = Promise.withResolvers();
      const rest = new AbortController();
      await Promise.race([wake.promise, clock.sleepUntil(agesDue, AbortSignal.any([closing.signal, rest.signal])).catch(() => undefined)]);
      rest.abort();
    }
  })();
  return {
    async close() {
      stop();
      closing.abort();
      await over;
    },
  };
}

async function lookAfter({ history, keys, config, clock, pruneVersions }: HistoryKeeperDeps, { ages, signal }: { readonly ages: boolean; readonly signal: AbortSignal }): Promise<void> {
  while (!signal.aborted && (await history.seal())) continue;
  const { value: limits } = await config.get('retention');
  if (!limits.automatic) return;
  const of = { history, keys, signal, afterSlice: () => clock.sleepUntil(clock.now() + restMs, signal) };
  if (ages) {
    const gone = await pruneHistory({ ...of, plans: plansOfAge(limits, { now: clock.now() }) });
    await history.sweep(clock.now());
    await pruneVersions(limits.workflowVersions);
    if (gone.length > 0) await giveBack(history, signal);
  }
  if (limits.quotaMegabytes === 0) return;
  const quota = limits.quotaMegabytes * megabyte;
  const { total, free } = await history.size();
  if (total - free < quota * beginAt) return;
  await pruneHistory({ history, keys, signal, plans: plansOfQuota(total - free - quota * endAt, limits, clock.now()) });
  await giveBack(history, signal);
}

async function giveBack(history: RunHistory, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await history.compact(pagesAtOnce)) > 0) continue;
}
