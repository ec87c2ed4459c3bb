import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { RunId, WorkflowId } from '../../src/core/domain/model/ids.ts';
import { runStatuses, type RunStatus } from '../../src/core/domain/model/run.ts';
import type { RunFilter } from '../../src/core/domain/ports/workflow-run-repository.ts';
import { continuation, creation, definition, header, newRunId, newWorkflowId, projection, start, usageRow } from './run-commit-fixture.ts';
import type { CurrentPort } from './current-port.ts';

interface Listed {
  readonly id: RunId;
  readonly startedAt: number;
  readonly status: RunStatus;
  readonly workflowId: WorkflowId;
}

/** Lists of runs: newest first, by keyset, filtered. */
export function describeRunLists(current: CurrentPort): void {
  describe('the list of runs', () => {
    it('goes newest first, page by page, also through runs of one millisecond', async () => {
      const runs = await twentyRuns(current);

      expect(await pages(current, { limit: 3 })).toEqual(newestFirst(runs));
    });

    it('shows one workflow, some statuses, or both', async () => {
      const runs = await twentyRuns(current);
      const workflowId = runs[0]?.workflowId;
      if (workflowId === undefined) throw new Error('the fixture makes runs');
      const open: readonly RunStatus[] = ['waiting', 'running', 'paused'];

      expect(await pages(current, { workflowId, limit: 4 })).toEqual(newestFirst(runs.filter((run) => run.workflowId === workflowId)));
      expect(await pages(current, { status: open, limit: 2 })).toEqual(newestFirst(runs.filter((run) => open.includes(run.status))));
      expect(await pages(current, { status: ['failed'], limit: 1 })).toEqual(newestFirst(runs.filter((run) => run.status === 'failed')));
      expect(await pages(current, { workflowId, status: open, limit: 1 })).toEqual(newestFirst(runs.filter((run) => run.workflowId === workflowId && open.includes(run.status))));
      expect(await pages(current, { status: [], limit: 5 })).toEqual([]);
    });

    it('shows what started in a stretch of time, and what an id begins with', async () => {
      const runs = await twentyRuns(current);
      const between = runs.filter((run) => run.startedAt >= start + 1 && run.startedAt < start + 3);
      const [one] = runs;
      if (one === undefined) throw new Error('the fixture makes runs');

      expect(await pages(current, { startedFrom: start + 1, startedBefore: start + 3, limit: 3 })).toEqual(newestFirst(between));
      expect(await pages(current, { startedFrom: start + 1, startedBefore: start + 3, status: ['failed', 'running'], limit: 1 })).toEqual(newestFirst(between.filter((run) => ['failed', 'running'].includes(run.status))));
      expect(await pages(current, { idPrefix: one.id.slice(0, 12), limit: 5 })).toEqual([one.id]);
      expect(await pages(current, { idPrefix: '', workflowId: one.workflowId, status: [one.status], limit: 2 })).toEqual(
        runs.filter((run) => run.workflowId === one.workflowId && run.status === one.status).map((run) => run.id).toSorted().toReversed(),
      );
      expect(await current().runs.list({ idPrefix: 'x', limit: 5 })).toEqual([]);
    });

    it('names the workflow of each while there is one, and leaves the outputs out', async () => {
      const [known, gone] = [newWorkflowId(), newWorkflowId()];
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      await current().workflows.create(
        { id: known, slug: 'report', name: 'Report', description: '', createdAt: start, updatedAt: start, archived: false, origin: 'cli' },
        { definition: definition('Report'), hash: '1'.repeat(64), attachments: { files: [] } },
      );
      for (const workflowId of [known, gone]) await current().commitRun(creation(epoch, { runId: newRunId(), header: header({ workflowId }), projection: projection({ status: 'completed', outputs: { text: 'long' } }) }));

      for (const filter of [{}, { status: ['completed', 'failed'] as const }, { idPrefix: '' }]) {
        const listed = await current().runs.list({ ...filter, limit: 5 });
        expect(listed).toHaveLength(2);
        expect(listed.find((run) => run.workflowId === known)).toMatchObject({ workflow: { slug: 'report', name: 'Report' } });
        expect(listed.find((run) => run.workflowId === gone)).not.toHaveProperty('workflow');
        for (const run of listed) expect(run).not.toHaveProperty('outputs');
      }
    });

    it('goes oldest first where that is asked, and shows just the runs that are named', async () => {
      const runs = await twentyRuns(current);
      const [one, , three] = runs.map((run) => run.id);
      if (one === undefined || three === undefined) throw new Error('the fixture makes runs');

      expect(await pages(current, { order: 'oldest', limit: 3 })).toEqual(newestFirst(runs).toReversed());
      expect(await pages(current, { order: 'oldest', status: ['failed', 'running'], limit: 2 })).toEqual(newestFirst(runs.filter((run) => ['failed', 'running'].includes(run.status))).toReversed());
      expect(await pages(current, { ids: [three, one, newRunId()], limit: 1 })).toEqual(newestFirst(runs.filter(({ id }) => id === one || id === three)));
      expect(await pages(current, { ids: [], limit: 1 })).toEqual([]);
    });

    it('finds a text in ids and workflows, what started a run, drafts, and what waits for somebody', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const [report, other] = [newWorkflowId(), newWorkflowId()];
      const commit = async (at: number, change: { readonly header?: object; readonly projection?: object }): Promise<RunId> => {
        const runId = newRunId();
        await current().commitRun(creation(epoch, { runId, header: header({ startedAt: start + at, workflowId: other, versionNumber: 1, ...change.header }), projection: projection(change.projection) }));
        return runId;
      };
      const byCard = await commit(4, { projection: { status: 'waiting', reasons: [{ code: 'card', nodeId: 'ask' }] } });
      const byIncident = await commit(3, { header: { actor: { kind: 'schedule', id: 'nightly' } }, projection: { status: 'running', openIncidents: 1 } });
      const byTimer = await commit(2, { header: { workflowId: report }, projection: { status: 'waiting', reasons: [{ code: 'timer', detail: '"code":"card"' }] } });
      const ended = await commit(1, { header: { workflowId: report, versionNumber: undefined }, projection: { status: 'failed', openIncidents: 1 } });

      expect(await pages(current, { needsPerson: true, limit: 1 })).toEqual([byCard, byIncident]);
      expect(await pages(current, { needsPerson: true, status: ['waiting', 'failed'], limit: 5 })).toEqual([byCard]);
      expect(await pages(current, { startedBy: 'schedule', limit: 5 })).toEqual([byIncident]);
      expect((await current().runs.list({ startedBy: 'schedule', limit: 5 }))[0]?.actor).toEqual({ kind: 'schedule', id: 'nightly' });
      expect(await pages(current, { draft: true, limit: 5 })).toEqual([ended]);
      expect(await pages(current, { draft: false, limit: 2 })).toEqual([byCard, byIncident, byTimer]);
      expect(await pages(current, { named: { text: byCard.slice(-12), workflowIds: [report] }, limit: 2 })).toEqual([byCard, byTimer, ended]);
      expect(await pages(current, { named: { text: byCard.slice(9, 30), workflowIds: [] }, limit: 2 })).toEqual([byCard]);
    });

    it('counts what only a person ends, of runs that have not ended and were not handed out, as it comes and goes', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const [many, moved, handedOut, ended] = [newRunId(), newRunId(), newRunId(), newRunId()];
      const waiting = projection({ status: 'waiting', reasons: [{ code: 'card', nodeId: 'ask' }] });
      await current().commitRun(creation(epoch, { runId: many, projection: projection({ status: 'waiting', openIncidents: 1, reasons: [{ code: 'card' }, { code: 'timer' }, { code: 'incident' }, { code: 'approval' }] }) }));
      await current().commitRun(creation(epoch, { runId: moved, projection: waiting }));
      await current().commitRun(creation(epoch, { runId: handedOut, projection: waiting }));
      await current().commitRun(creation(epoch, { runId: ended, projection: projection({ status: 'failed', openIncidents: 1 }) }));
      expect(await current().runs.personWaits()).toBe(5);

      await current().releaseRun({ runId: handedOut, epoch, expectedSeq: 3, at: start });
      expect(await current().runs.personWaits()).toBe(4);
      expect((await pages(current, { needsPerson: true, limit: 5 })).toSorted()).toEqual([many, moved].toSorted());

      await current().commitRun(continuation(moved, 3, { epoch, projection: projection({ status: 'waiting', reasons: [{ code: 'timer' }] }) }));
      expect(await current().runs.personWaits()).toBe(3);
      await current().commitRun(continuation(moved, 5, { epoch, projection: waiting }));
      expect(await current().runs.personWaits()).toBe(4);
      await current().commitRun(continuation(many, 3, { epoch, projection: projection({ status: 'completed' }) }));
      await current().commitRun(continuation(moved, 7, { epoch, projection: projection({ status: 'cancelled', reasons: waiting.reasons }) }));
      expect(await current().runs.personWaits()).toBe(0);
      expect(await pages(current, { needsPerson: true, limit: 5 })).toEqual([]);
    });

    it('shows runs that cost so much, without what a fork took over', async () => {
      const { epoch } = await current().claim({ id: randomUUID(), at: start });
      const [dear, cheap, taken] = [newRunId(), newRunId(), newRunId()];
      for (const [runId, rows] of [
        [dear, [{ micros: 700 }, { micros: 500, effect: 'ask#2/ask.1' }]],
        [cheap, [{ micros: 900 }]],
        [taken, [{ micros: 5000, how: 'inherited' }]],
      ] as const) await current().commitRun(creation(epoch, { runId, header: header(), usage: rows.map((row) => usageRow(runId, row)) }));

      expect(await pages(current, { microsFrom: 1000, limit: 5 })).toEqual([dear]);
      expect(new Set(await pages(current, { microsFrom: 900, limit: 1 }))).toEqual(new Set([dear, cheap]));
    });

    it('after a run that does not exist is empty', async () => {
      await twentyRuns(current);
      expect(await current().runs.list({ after: newRunId(), limit: 5 })).toEqual([]);
    });

    it('of those that have not ended goes oldest first', async () => {
      const runs = await twentyRuns(current);

      const unfinished = await current().runs.unfinished();

      const ended: readonly RunStatus[] = ['completed', 'failed', 'cancelled'];
      expect(unfinished.map((run) => run.id)).toEqual(newestFirst(runs.filter((run) => !ended.includes(run.status))).toReversed());
      expect(unfinished.every((run) => runs.find((other) => other.id === run.id)?.status === run.status)).toBe(true);
    });

    it('answers nothing for runs nobody started', async () => {
      expect(await current().runs.get(newRunId())).toBeUndefined();
      expect(await current().runs.load(newRunId())).toBeUndefined();
      expect(await current().runs.byStartKey('never')).toBeUndefined();
      expect(await current().runs.events(newRunId(), { after: 0, limit: 5 })).toEqual([]);
    });
  });
}

/** Four of each start in one millisecond; the statuses and two workflows take turns. */
async function twentyRuns(current: CurrentPort): Promise<readonly Listed[]> {
  const { epoch } = await current().claim({ id: randomUUID(), at: start });
  const workflows = [newWorkflowId(), newWorkflowId()] as const;
  const runs = Array.from({ length: 20 }, (_, index): Listed => ({
    id: newRunId(),
    startedAt: start + (index % 5),
    status: runStatuses[index % runStatuses.length] ?? 'running',
    workflowId: workflows[index % 3 === 0 ? 0 : 1],
  }));
  for (const { id, startedAt, status, workflowId } of runs) {
    await current().commitRun(creation(epoch, { runId: id, header: header({ startedAt, workflowId }), projection: projection({ status }) }));
  }
  return runs;
}

async function pages(current: CurrentPort, filter: RunFilter): Promise<readonly RunId[]> {
  const seen: RunId[] = [];
  for (;;) {
    const after = seen.at(-1);
    const page = await current().runs.list({ ...filter, ...(after === undefined ? {} : { after }) });
    if (page.length === 0) return seen;
    expect(page.length).toBeLessThanOrEqual(filter.limit);
    seen.push(...page.map((run) => run.id));
  }
}

function newestFirst(runs: readonly Listed[]): readonly RunId[] {
  return runs.toSorted((left, right) => right.startedAt - left.startedAt || (left.id < right.id ? 1 : -1)).map((run) => run.id);
}
