import { AppError } from '../model/errors.ts';
import type { Notice, Notices } from '../operations/notifications.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { AreaService } from './area-service.ts';
import { nameOfDeleted } from './lookups.ts';
import { keepAcknowledged, readAcknowledged } from './notices/acknowledged-notices.ts';
import { noticesOfRuns } from './notices/notices-of-runs.ts';
import { withReadable } from './readable-runs.ts';
import { runSummary } from './run-summary.ts';

export interface NotificationsServiceDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'blobs' | 'settings'>;
  readonly publisher: WorkflowEventPublisher;
  readonly clock: Clock;
}

/** More are not read; whoever has as many answers those first. */
const mostRuns = 500;
const failedMs = 7 * 24 * 60 * 60_000;
/** Runs that work commit all the time, and few of their commits say anything here: it is looked this often at most. */
const restMs = 300;

/** What needs somebody: computed from the runs each time, so that it is never out of date; only what was seen is kept. */
export function createNotificationsService({ data, publisher, clock }: NotificationsServiceDeps): AreaService<'notifications'> {
  const all = async (): Promise<Notice[]> => {
    const [waiting, failed, acknowledged] = await Promise.all([
      data.runs.list({ needsPerson: true, limit: mostRuns }),
      data.runs.list({ status: ['failed'], limit: mostRuns }),
      readAcknowledged(data.settings),
    ]);
    const recent = failed.filter(({ endedAt }) => (endedAt ?? 0) > clock.now() - failedMs);
    const rows = await withReadable(data, [...waiting, ...recent]);
    return noticesOfRuns(rows.filter(({ releasedAt }) => releasedAt === undefined).map((row) => runSummary(row, row.workflow === undefined ? nameOfDeleted(row.workflowId) : { id: row.workflowId, ...row.workflow })), acknowledged);
  };
  const shown = (items: Notice[]): Notices => ({ items, unseen: items.filter(({ isAcknowledged }) => !isAcknowledged).length });

  return {
    async list(input) {
      const { items, unseen } = shown(await all());
      return { items: input.all ? items : items.filter(({ isAcknowledged }) => !isAcknowledged), unseen };
    },
    async acknowledge({ ids }) {
      const there = new Set((await all()).map(({ id }) => id));
      const seen = ids.filter((id) => there.has(id));
      const [first = ''] = ids;
      if (seen.length === 0) throw new AppError('not_found', `There is no notice "${first}"; its reason may have gone.`, { next: '`aiwm notifications list` shows what needs somebody.', data: { id: first } });
      await keepAcknowledged(data.settings, { seen, there });
      publisher.publish('notices:changed', { acknowledged: seen.length });
      return { acknowledged: seen.length };
    },
    async *watch(_, { signal }) {
      let told: string | undefined;
      for await (const _change of changesOf({ publisher, clock }, signal)) {
        const now = shown(await all());
        const written = JSON.stringify(now);
        if (written !== told) yield now;
        told = written;
      }
    },
  };
}

/** Something at once, and after changes until the signal aborts; changes while nobody listened or it rested are one. */
async function* changesOf({ publisher, clock }: Pick<NotificationsServiceDeps, 'publisher' | 'clock'>, signal: AbortSignal): AsyncIterable<void> {
  let wake = Promise.withResolvers<void>();
  const tell = (): void => { wake.resolve(); };
  const stops = [publisher.listen('run:committed', tell), publisher.listen('notices:changed', tell)];
  signal.addEventListener('abort', tell, { once: true });
  try {
    while (!signal.aborted) {
      yield;
      await wake.promise;
      // Aborting wakes it, too, and the round then ends.
      await clock.sleepUntil(clock.now() + restMs, signal).catch(() => undefined);
      wake = Promise.withResolvers<void>();
      if (signal.aborted) return;
    }
  } finally {
    signal.removeEventListener('abort', tell);
    for (const stop of stops) stop();
  }
}
