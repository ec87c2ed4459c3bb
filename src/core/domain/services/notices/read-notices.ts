import type { Notice } from '../../operations/notifications.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import { personWaitsOf, unfinishedStatuses } from '../../model/run.ts';
import { nameOfDeleted } from '../lookups.ts';
import { withReadable } from '../readable-runs.ts';
import { runSummary } from '../run-summary.ts';
import { readAcknowledged } from './acknowledged-notices.ts';
import { noticesOfRuns } from './notices-of-runs.ts';

export interface ReadNoticesDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'blobs' | 'settings'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** More are not read but counted; whoever has as many answers those first. */
const mostRuns = 500;
const failedMs = 7 * 24 * 60 * 60_000;

/** What needs somebody: computed from the runs each time, so that it is never out of date; only what was seen is kept. */
export async function readNotices({ data, clock }: ReadNoticesDeps): Promise<{ readonly items: Notice[]; readonly more: number }> {
  const [waiting, unfinished, failed, acknowledged, waits] = await Promise.all([
    data.runs.list({ needsPerson: true, limit: mostRuns }),
    // A run that is damaged says of itself that it works.
    data.runs.list({ status: unfinishedStatuses, limit: mostRuns }),
    data.runs.list({ status: ['failed'], limit: mostRuns }),
    readAcknowledged(data.settings),
    data.runs.personWaits(),
  ]);
  const recent = failed.filter(({ endedAt }) => (endedAt ?? 0) > clock.now() - failedMs);
  const found = [...new Map([...waiting, ...unfinished, ...recent].map((row) => [row.id, row])).values()];
  const here = found.filter(({ releasedAt }) => releasedAt === undefined);
  const summaries = (await withReadable(data, here)).map((row) => runSummary(row, row.workflow === undefined ? nameOfDeleted(row.workflowId) : { id: row.workflowId, ...row.workflow }));
  const isAll = waiting.length < mostRuns;
  return { items: noticesOfRuns(summaries, acknowledged), more: isAll ? 0 : Math.max(0, waits - here.reduce((sum, row) => sum + personWaitsOf(row), 0)) };
}
