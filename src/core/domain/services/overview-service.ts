import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import { needsPerson } from '../model/run.ts';
import type { Overview } from '../operations/overview.ts';
import type { RunSummary } from '../operations/shapes.ts';
import type { UsageSums } from '../operations/usage.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { WorkflowRow } from '../ports/workflow-repository.ts';
import type { AreaService } from './area-service.ts';
import { artifactsOfRuns } from './artifact-view.ts';
import { readOnChanges } from './changes-on.ts';
import { nameOfDeleted } from './lookups.ts';
import { readNotices } from './notices/read-notices.ts';
import { runSummary } from './run-summary.ts';
import { totalOf } from './usage-total.ts';
import { statusOf } from './workflow-view.ts';

export interface OverviewServiceDeps {
  readonly data: WorkflowDataPort;
  readonly publisher: WorkflowEventPublisher;
  readonly clock: Clock;
}

/** Lines of each kind; who wants more goes to the list of that kind. */
const most = { needs: 10, failures: 5, running: 8, touched: 4, made: 6 } as const;
/** Of runs that wait, the newest so many are looked at for those that wait for nobody. */
const mostWaiting = 100;

/** What every screen would have to be asked for to know how things stand, in one answer. */
export function createOverviewService({ data, publisher, clock }: OverviewServiceDeps): AreaService<'overview'> {
  const read = async (): Promise<Overview> => {
    const [{ items: notices, more }, running, workflows, made, usage, [completed], [submitted], documents] = await Promise.all([
      readNotices({ data, clock }),
      runningNow(data),
      data.workflows.list({ archived: false }),
      data.artifacts.newest(most.made),
      usageOf(data, clock.now()),
      data.runs.list({ status: ['completed'], limit: 1 }),
      data.cards.list({ state: 'submitted', limit: 1 }),
      data.documents.count({}),
    ]);
    const failures = notices.filter(({ code, isAcknowledged }) => code === 'failed' && !isAcknowledged);
    const needs = notices.filter(({ code }) => code !== 'failed');
    const touched = workflows.filter(isTouched).toSorted((left, right) => right.updatedAt - left.updatedAt);
    return {
      needs: needs.slice(0, most.needs),
      needsMore: Math.max(0, needs.length - most.needs) + more,
      failures: failures.slice(0, most.failures),
      failuresMore: Math.max(0, failures.length - most.failures),
      running: running.slice(0, most.running),
      hasMoreRunning: running.length > most.running,
      touched: touched.slice(0, most.touched).map(touchedView),
      made: await artifactsOfRuns(data, made),
      usage,
      steps: { run: completed !== undefined, card: submitted !== undefined, document: made.length > 0 || documents > 0, workflow: workflows.some(({ origin }) => origin !== 'sample') },
    };
  };
  return {
    show: read,
    // What people do to documents and settings is told by the audit alone.
    watch: (_, { signal }) => readOnChanges({ publisher, clock }, ['run:committed', 'notices:changed', 'workflows:changed', 'workflows:removed', 'audit:appended'], { read, signal }),
  };
}

async function runningNow({ runs }: WorkflowDataPort): Promise<RunSummary[]> {
  const [working, waiting] = await Promise.all([
    runs.list({ status: ['queued', 'running', 'pausing', 'paused'], limit: most.running + 1 }),
    runs.list({ status: ['waiting'], limit: mostWaiting }),
  ]);
  return [...working, ...waiting]
    .filter((row) => row.releasedAt === undefined && row.unreadable === undefined && !needsPerson(row))
    .toSorted((left, right) => right.startedAt - left.startedAt)
    .slice(0, most.running + 1)
    .map((row) => runSummary(row, row.workflow === undefined ? nameOfDeleted(row.workflowId) : { id: row.workflowId, ...row.workflow }));
}

function isTouched(row: WorkflowRow): boolean {
  return row.origin !== 'sample' || statusOf(row) !== 'published';
}

function touchedView(row: WorkflowRow): Overview['touched'][number] {
  return { id: row.id, slug: row.slug, name: row.name, status: statusOf(row), ...present({ version: row.publishedVersion }), updatedAt: toInstant(row.updatedAt) };
}

/** Days and months are those of UTC, as in reports and budgets. */
async function usageOf({ usage }: WorkflowDataPort, now: number): Promise<{ readonly today: UsageSums; readonly month: UsageSums }> {
  const today = new Date(now).toISOString().slice(0, 10);
  const days = await usage.sums('day', { from: Date.parse(`${today.slice(0, 7)}-01T00:00:00.000Z`) });
  return { today: totalOf(days.filter(({ group }) => group === today)), month: totalOf(days) };
}
