import Database from 'better-sqlite3';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { Connection } from '../../../src/core/storage/local-sqlite/connection.ts';
import { migrate } from '../../../src/core/storage/local-sqlite/migrate.ts';
import { migrations } from '../../../src/core/storage/local-sqlite/migrations.ts';
import { verifyAudit } from '../../../src/core/domain/services/verify-audit.ts';
import { continuation } from '../../contracts/run-commit-fixture.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const runId = RunId.parse('01890000-0000-7000-8000-000000000001');

/** A database as the first version of the schema kept one: a row for each event, the image on the run's row. */
function writeAsBefore(file: string): void {
  const connection = new Connection(file, { readonly: false });
  migrate(connection, migrations.slice(0, 1));
  connection.close();
  const db = new Database(file);
  db.exec(`
    insert into hosts (epoch, id, claimed_at) values (1, 'old', 1);
    insert into workflow_runs (run, id, workflow_id, definition_hash, attended, started_at, actor, start_key, correlation_id, seq, updated_at, status,
      reasons, active_nodes, open_incidents, transitions, image)
    values (7, '${runId}', '01890000-0000-7000-8000-000000000002', 'd', 0, 10, 'user:local', 'k', 'c', 3, 12, 'running', '[]', '["prep"]', 0, 1, '{"node":"prep"}');
    insert into workflow_run_events (run, seq, at, type, v, payload, actor, correlation_id) values
      (7, 1, 10, 'start', 1, '{"b":1.50,"a":"Łódź \\"x\\""}', 'user:local', 'c-1'),
      (7, 2, 11, 'run_started', 1, '{"semantics":1}', null, null),
      (7, 3, 12, 'transition_committed', 2, '{"visit":"prep#1"}', null, null);
  `);
  db.close();
}

it('a database of the first version opens with its journal and its images, and goes on', async () => {
  const directory = await temporaryDirectory();
  writeAsBefore(join(directory, 'aiwm.db'));

  const port = await openLocalSqlite({ directory });
  try {
    expect(await port.runs.events(runId, { after: 0, limit: 10 })).toEqual([
      { seq: 1, at: 10, kind: 'input', type: 'start', v: 1, payload: { b: 1.5, a: 'Łódź "x"' }, actor: { kind: 'user', id: 'local' }, correlationId: 'c-1' },
      { seq: 2, at: 11, kind: 'decided', type: 'run_started', v: 1, payload: { semantics: 1 } },
      { seq: 3, at: 12, kind: 'decided', type: 'transition_committed', v: 2, payload: { visit: 'prep#1' } },
    ]);
    expect(await port.runs.load(runId)).toMatchObject({ row: { seq: 3, status: 'running', activeNodes: ['prep'] }, image: { node: 'prep' }, later: [] });
    const { epoch } = await port.claim({ id: 'new', at: 20 });
    expect(await port.commitRun(continuation(runId, 3, { epoch }))).toEqual({ kind: 'committed', seq: 5 });
    expect((await port.runs.events(runId, { after: 2, limit: 10 })).map((event) => event.seq)).toEqual([3, 4, 5]);
  } finally {
    await port.close();
  }
});

it('usage of a database from before money was counted keeps its tokens, and learns its node, its workflow and that nobody knows its price', async () => {
  const directory = await temporaryDirectory();
  writeAsBefore(join(directory, 'aiwm.db'));
  const db = new Database(join(directory, 'aiwm.db'));
  db.exec(`insert into token_usage (run_id, effect, at, connector, model, input_tokens, cached_input_tokens, output_tokens) values
    ('${runId}', 'refine#1:pass[0]/draft#2/ask.1', 11, 'mock', 'mock', 10, 0, 3), ('${runId}', 'prep#1/ask.2', 12, 'mock', 'mock', 1, 0, 1)`);
  db.close();

  const port = await openLocalSqlite({ directory });
  try {
    const rest = { runId, workflowId: '01890000-0000-7000-8000-000000000002', attempt: 1, connector: 'mock', model: 'mock', cachedInputTokens: 0, calls: 1, how: 'measured' };
    expect(await port.runs.usage(runId)).toEqual([
      { ...rest, effect: 'refine#1:pass[0]/draft#2/ask.1', node: 'draft', at: 11, inputTokens: 10, outputTokens: 3 },
      { ...rest, effect: 'prep#1/ask.2', node: 'prep', at: 12, inputTokens: 1, outputTokens: 1 },
    ]);
  } finally {
    await port.close();
  }
});

it('a journal can be read as rows by anybody who opens the database', async () => {
  const directory = await temporaryDirectory();
  writeAsBefore(join(directory, 'aiwm.db'));
  const port = await openLocalSqlite({ directory });
  const { epoch } = await port.claim({ id: 'new', at: 20 });
  await port.commitRun(continuation(runId, 3, { epoch }));
  await port.close();

  const db = new Database(join(directory, 'aiwm.db'), { readonly: true });
  const rows = db.prepare('select seq, type, payload, actor from workflow_run_events where run = 7 order by seq').all();
  db.close();

  expect(rows).toEqual([
    { seq: 1, type: 'start', payload: '{"b":1.50,"a":"Łódź \\"x\\""}', actor: 'user:local' },
    { seq: 2, type: 'run_started', payload: '{"semantics":1}', actor: null },
    { seq: 3, type: 'transition_committed', payload: '{"visit":"prep#1"}', actor: null },
    { seq: 4, type: 'effect_completed', payload: '{"step":4}', actor: null },
    { seq: 5, type: 'transition_committed', payload: '{"step":5}', actor: null },
  ]);
});

it('rows of an audit log from before it had a chain are chained in their order, and the log goes on from them', async () => {
  const directory = await temporaryDirectory();
  writeAsBefore(join(directory, 'aiwm.db'));
  const db = new Database(join(directory, 'aiwm.db'));
  const insert = db.prepare(`insert into audit_log (at, actor, door, operation, target, input, outcome, correlation_id) values (?, 'user:local', 'cli', 'runs.start', ?, ?, 'ok', 'c')`);
  for (let row = 1; row <= 3; row += 1) insert.run(row, row === 2 ? 'half \ud83d' : null, JSON.stringify({ row, text: 'cut \ud83d' }));
  db.close();

  const port = await openLocalSqlite({ directory });
  try {
    expect(await verifyAudit(port.audit)).toMatchObject({ rows: 3, last: { id: 3, input: { row: 3 } } });
    await port.audit.append({ at: 4, actor: { kind: 'user', id: 'local' }, door: 'cli', operation: 'runs.start', input: {}, outcome: 'ok', reason: 'why', correlationId: 'c' });
    const verdict = await verifyAudit(port.audit);
    expect(verdict).toMatchObject({ rows: 4, last: { id: 4, reason: 'why' } });
    expect(verdict.fault).toBeUndefined();
  } finally {
    await port.close();
  }
});

it('what needs somebody is found in a database of before, and a row that is damaged counts as nothing', async () => {
  const directory = await temporaryDirectory();
  const file = join(directory, 'aiwm.db');
  const connection = new Connection(file, { readonly: false });
  migrate(connection, migrations.filter(({ number }) => number < 31));
  connection.close();
  const db = new Database(file);
  const insert = db.prepare(`
    insert into workflow_runs (id, workflow_id, definition_hash, attended, started_at, actor, start_key, correlation_id, seq, updated_at, status,
      reasons, active_nodes, open_incidents, transitions)
    values (@id, '01890000-0000-7000-8000-000000000002', 'd', 0, 10, 'user:local', @id, 'c', 3, 12, @status, @reasons, '[]', @incidents, 1)`);
  const row = (number: number, values: { readonly status?: string; readonly reasons: string; readonly incidents?: number }): unknown =>
    insert.run({ id: `01890000-0000-7000-8000-00000000000${String(number)}`, status: 'waiting', incidents: 0, ...values });
  row(1, { reasons: '[{"code":"card"},{"code":"timer"},{"code":"approval"}]' });
  row(2, { reasons: '[{"code":"timer","detail":"\\"code\\":\\"card\\""}]' });
  row(3, { reasons: '[]', incidents: 1 });
  row(4, { reasons: '[{"code":"card"}]', status: 'failed' });
  row(5, { reasons: '{"no": "list"' });
  row(6, { reasons: '["card", 7]' });
  db.close();

  const port = await openLocalSqlite({ directory });
  try {
    expect(await port.runs.personWaits()).toBe(3);
    expect((await port.runs.list({ needsPerson: true, limit: 9 })).map(({ id }) => id.slice(-1))).toEqual(['3', '1']);
  } finally {
    await port.close();
  }
});
