import type { Notice } from '../../operations/notifications.ts';
import type { Clock } from '../../ports/clock.ts';
import type { WorkflowDataPort } from '../../ports/workflow-data-port.ts';
import { unfinishedStatuses } from '../../model/run.ts';
import { nameOfDeleted } from '../lookups.ts';
import { withReadable } from '../readable-runs.ts';
import { runSummary } from '../run-summary.ts';
import { readAcknowledged } from './acknowledged-notices.ts';
import { noticesOfRuns } from './notices-of-runs.ts';

export interface ReadNoticesDeps {
  readonly data: Pick<WorkflowDataPort, 'runs' | 'blobs' | 'settings'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** More are not read; whoever has as many answers those first. */
const mostRuns = 500;
const failedMs = 7 * 24 * 60 * 60_000;

/** What needs somebody: computed from the runs each time, so that it is never out of date; only what was seen is kept. */
export async function readNotices({ data, clock }: ReadNoticesDeps): Promise<Notice[]> {
  const [waiting, unfinished, failed, acknowledged] = await Promise.all([
    data.runs.list({ needsPerson: true, limit: mostRuns }),
    // A run that is damaged says of itself that it works.
    data.runs.list({ status: unfinishedStatuses, limit: mostRuns }),
    data.runs.list({ status: ['failed'], limit: mostRuns }),
    readAcknowledged(data.settings),
  ]);
  const recent = failed.filter(({ endedAt }) => (endedAt ?? 0) > clock.now() - failedMs);
  const rows = await withReadable(data, [...new Map([...waiting, ...unfinished, ...recent].map((row) => [row.id, row])).values()]);
  return noticesOfRuns(rows.filter(({ releasedAt }) => releasedAt === undefined).map((row) => runSummary(row, row.workflow === undefined ? nameOfDeleted(row.workflowId) : { id: row.workflowId, ...row.workflow })), acknowledged);
}
