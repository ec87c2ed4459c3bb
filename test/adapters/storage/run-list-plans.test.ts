import Database from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { RunFilter } from '../../../src/core/domain/ports/workflow-run-repository.ts';
import { Connection } from '../../../src/core/storage/local-sqlite/connection.ts';
import { candidatesStatement } from '../../../src/core/storage/local-sqlite/history/prune-run.ts';
import { migrate } from '../../../src/core/storage/local-sqlite/migrate.ts';
import { migrations } from '../../../src/core/storage/local-sqlite/migrations.ts';
import { listParameters, listStatement, needsSomebody } from '../../../src/core/storage/local-sqlite/repositories/run-list.ts';
import { newRunId, newWorkflowId } from '../../contracts/run-commit-fixture.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const workflowId = newWorkflowId();
const filters: readonly (readonly [string, RunFilter])[] = [
  ['everything', { limit: 50 }],
  ['everything after a run', { limit: 50, after: newRunId() }],
  ['one status', { limit: 50, status: ['failed'] }],
  ['three statuses after a run', { limit: 50, status: ['waiting', 'running', 'paused'], after: newRunId() }],
  ['one workflow', { limit: 50, workflowId }],
  ['one workflow, two statuses, after a run', { limit: 50, workflowId, status: ['failed', 'cancelled'], after: newRunId() }],
  ['a stretch of time', { limit: 50, startedFrom: 1, startedBefore: 9 }],
  ['a stretch of time of one workflow in one status', { limit: 50, workflowId, status: ['waiting'], startedFrom: 1, startedBefore: 9 }],
  ['the beginning of an id', { limit: 50, idPrefix: '0199' }],
  ['the beginning of an id with everything else', { limit: 50, idPrefix: '0199', workflowId, status: ['failed'], startedFrom: 1, startedBefore: 9, after: newRunId() }],
  ['everything, the oldest first, after a run', { limit: 50, order: 'oldest', after: newRunId() }],
  ['one status, the oldest first', { limit: 50, order: 'oldest', status: ['failed'] }],
  ['runs by their ids', { limit: 50, ids: [newRunId(), newRunId()] }],
  ['a text', { limit: 50, named: { text: 'report', workflowIds: [workflowId] }, after: newRunId() }],
  ['a text that names no workflow', { limit: 50, named: { text: '0199', workflowIds: [] } }],
  ['what started them', { limit: 50, startedBy: 'schedule', after: newRunId() }],
  ['runs of drafts', { limit: 50, draft: true }],
  ['runs that wait for somebody', { limit: 50, needsPerson: true }],
  ['runs that wait for somebody, of one workflow in two statuses, after a run', { limit: 50, needsPerson: true, workflowId, status: ['waiting', 'paused'], startedBy: 'schedule', after: newRunId() }],
  ['what they cost', { limit: 50, microsFrom: 1000 }],
];

async function database(): Promise<Database.Database> {
  const connection = new Connection(join(await temporaryDirectory(), 'plans.db'), { readonly: false });
  migrate(connection, migrations);
  connection.close();
  const db = new Database(connection.file);
  onTestFinished(() => {
    db.close();
  });
  return db;
}

function planOf(db: Database.Database, sql: string, parameters: object): readonly string[] {
  return db.prepare<[object], { readonly detail: string }>(`explain query plan ${sql}`).all(parameters).map(({ detail }) => detail);
}

describe('the plan of a list of runs', () => {
  it.each(filters)('for %s reads an index, and neither scans nor sorts', async (_name, filter) => {
    const plan = planOf(await database(), listStatement(filter), listParameters(filter));

    // The hundred at most that are asked for by their ids are sorted as they come.
    if (filter.ids === undefined) expect(plan.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
    // Everything, and all that needs somebody, newest first, are the lists that read an index from its end.
    const scans = plan.filter((line) => line.startsWith('SCAN ') && !line.includes('workflow_runs_newest') && !line.includes('workflow_runs_needing') && line !== 'SCAN CONSTANT ROW' && !line.startsWith('SCAN json_each'));
    expect(scans).toEqual([]);
    expect(plan.some((line) => /USING (COVERING )?INDEX/u.test(line))).toBe(true);
    expect(plan.some((line) => line.includes('workflow_runs_needing'))).toBe(filter.needsPerson === true);
  });

  it('for the count of what needs somebody reads no more than the index of it', async () => {
    expect(planOf(await database(), `select sum(person_waits) from workflow_runs where ${needsSomebody}`, {})).toEqual(['SCAN workflow_runs USING COVERING INDEX workflow_runs_needing']);
  });

  it('would show a scan where there is no index', async () => {
    const plan = planOf(await database(), 'select id from workflow_runs where correlation_id = @id order by updated_at', { id: randomUUID() });
    expect(plan.some((line) => line.startsWith('SCAN '))).toBe(true);
    expect(plan.some((line) => line.includes('TEMP B-TREE'))).toBe(true);
  });
});

describe('the plan of what retention may take', () => {
  it.each(['payloads', 'events', 'run'] as const)('for %s goes along the ended runs', async (part) => {
    const plan = planOf(await database(), candidatesStatement(part, { continued: true }), {
      endedBefore: 1, workflowId: null, keepFailed: 1, archivedOnly: 0, limit: 50, afterAt: 0, afterId: newRunId(),
    });

    expect(plan.filter((line) => line.includes('TEMP B-TREE'))).toEqual([]);
    expect(plan.filter((line) => line.startsWith('SCAN '))).toEqual([]);
    expect(plan.some((line) => line.includes('workflow_runs_ended'))).toBe(true);
  });
});
