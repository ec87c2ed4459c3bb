import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createRouterClient } from '@orpc/server';
import type { AppClient } from '../../src/core/app/app.ts';
import { createAuditTrail } from '../../src/core/app/audit-trail.ts';
import { createRouter } from '../../src/core/app/dispatch.ts';
import { OpenStreams } from '../../src/core/app/open-streams.ts';
import { runs } from '../../src/core/domain/operations/runs.ts';
import type { Services } from '../../src/core/domain/services/area-service.ts';
import { systemClock } from '../../src/core/platform/system-clock.ts';
import { systemRandom } from '../../src/core/platform/system-random.ts';
import { createUuidIds } from '../../src/core/platform/uuid-ids.ts';
import { WorkflowId } from '../../src/core/domain/model/ids.ts';
import type { WorkflowDataPort } from '../../src/core/domain/ports/workflow-data-port.ts';
import { createRunsReading } from '../../src/core/domain/services/runs-reading.ts';
import { openLocalSqlite } from '../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { inFreshDirectory, type Measure, median, percentile } from '../measure.ts';

const asked = 400;

/**
 * The newest 50 of a long history, as a caller of `runs.list` in this process gets them, dispatch and check of the answer
 * included, against a plain statement for what the answer needs and the row after it; ten rows of journal to a run.
 */
export const listOfRuns: Measure = {
  name: 'newest 50 of 100,000 runs / 1,000,000 facts',
  goal: '≤ 3 × raw SQL',
  async measure(pairs) {
    const { operation, raw } = await inFreshDirectory(async (directory) => timesOver(directory, 100_000, pairs));
    const ratio = operation / raw;
    return { against: `raw SQL: ${us(raw)}`, product: us(operation), result: ratio.toFixed(2), met: ratio <= 3 };
  },
};

/** The same of a history ten times as long. */
export const listOfMoreRuns: Measure = {
  name: 'newest 50 of 100,000 runs against 10,000',
  goal: '≤ 1.5 ×',
  async measure(pairs) {
    const few = await inFreshDirectory(async (directory) => timesOver(directory, 10_000, pairs));
    const many = await inFreshDirectory(async (directory) => timesOver(directory, 100_000, pairs));
    const ratio = many.operation / few.operation;
    return { against: `10,000: ${us(few.operation)}`, product: us(many.operation), result: ratio.toFixed(2), met: ratio <= 1.5 };
  },
};

interface Names {
  readonly workflows: readonly string[];
  readonly definition: string;
}

/** What runs point to: 25 workflows, and a definition that can be read. */
async function namesFor(data: WorkflowDataPort): Promise<Names> {
  const { sha256 } = await data.blobs.put(new TextEncoder().encode('{"name":"bench"}'), 'application/json');
  const workflows = Array.from({ length: 25 }, (_, index) => WorkflowId.parse(uuid(1_700_000_000_000, index)));
  for (const id of workflows) {
    await data.workflows.create({ id, slug: `bench-${id.slice(-2)}`, name: 'Bench', description: '', createdAt: 0, updatedAt: 0, archived: false, origin: 'user' }, { definition: { name: 'bench' }, hash: sha256, attachments: { files: [] } });
  }
  return { workflows, definition: sha256 };
}

const plainly = `
  select r.id, r.workflow_id, r.version_number, r.definition_hash, r.attended, r.started_at, r.seq, r.updated_at, r.status, r.reasons,
    r.active_nodes, r.open_incidents, r.outcome, r.error, r.ended_at, r.parent_run_id, r.parent_seq, r.released_at, r.pinned, r.pruned, r.archived_at,
    w.slug, w.name
  from workflow_runs r left join workflows w on w.id = r.workflow_id
  order by r.started_at desc, r.id desc
  limit 51`;

/** The area's operations as the host serves them, for a caller in this process. */
function clientOf(data: WorkflowDataPort): AppClient {
  const services = { runs: () => Promise.resolve(createRunsReading({ data })) } as unknown as Services;
  const router = createRouter({ runs }, {
    services, audit: createAuditTrail(data.audit), clock: systemClock, ids: createUuidIds(systemClock, systemRandom), closing: new AbortController().signal,
    streams: new OpenStreams(), withoutSecrets: (input) => Promise.resolve(input), onUnexpected: (error) => { throw error; },
  });
  return createRouterClient(router, { context: { actor: { kind: 'user', id: 'bench' }, access: 'read', door: 'process' } });
}

function us(ms: number): string {
  return `${Math.round(ms * 1000)} µs`;
}

/** A data directory with so many runs of 25 workflows. */
export async function historyOf(directory: string, count: number): Promise<{ readonly data: WorkflowDataPort; readonly db: Database.Database }> {
  const data = await openLocalSqlite({ directory });
  const db = new Database(join(directory, 'aiwm.db'));
  fill(db, count, await namesFor(data));
  return { data, db };
}

async function timesOver(directory: string, count: number, pairs: number): Promise<{ readonly operation: number; readonly raw: number }> {
  const { data, db } = await historyOf(directory, count);
  const statement = db.prepare(plainly);
  const client = clientOf(data);
  const list = async (): Promise<unknown> => client.runs.list({ limit: 50 });
  await typical(list);
  const pairsOfTimes: { readonly operation: number; readonly raw: number }[] = [];
  for (let pair = 0; pair < pairs; pair += 1) pairsOfTimes.push({ raw: await typical(async () => statement.all()), operation: await typical(list) });
  db.close();
  await data.close();
  return { operation: median(pairsOfTimes.map((pair) => pair.operation)), raw: median(pairsOfTimes.map((pair) => pair.raw)) };
}

async function typical(ask: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let count = 0; count < asked; count += 1) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return percentile(times, 0.5);
}

/** Runs as the engine leaves them, written at once: how they came there is no part of the measure. */
function fill(db: Database.Database, count: number, { workflows, definition }: Names): void {
  db.pragma('synchronous = off');
  const statuses = ['completed', 'completed', 'completed', 'failed', 'waiting'] as const;
  const run = db.prepare(`
    insert into workflow_runs (id, workflow_id, definition_hash, attended, started_at, actor, start_key, correlation_id, seq, updated_at, status, reasons,
      active_nodes, open_incidents, outputs, ended_at, transitions)
    values (?, ?, ?, 0, ?, 'user:local', ?, ?, 10, ?, ?, '[]', '[]', 0, '{"ok":true}', ?, 10)`);
  const batch = db.prepare(`insert into workflow_run_batches (run, seq, at, events) values (?, ?, ?, ?)`);
  const events = JSON.stringify(Array.from({ length: 5 }, (_, index) => ['action_done', { visit: `step#${index}`, output: { ok: true, text: 'x'.repeat(60) } }]));
  db.transaction(() => {
    for (let index = 0; index < count; index += 1) {
      const at = 1_700_000_000_000 + index * 1000;
      const id = uuid(at, index);
      const status = statuses[index % statuses.length] ?? 'completed';
      const { lastInsertRowid } = run.run(id, workflows[index % workflows.length], definition, at, id, id, at + 10, status, status === 'waiting' ? null : at + 10);
      batch.run(lastInsertRowid, 5, at + 5, events);
      batch.run(lastInsertRowid, 10, at + 10, events);
    }
  })();
  db.exec('pragma wal_checkpoint(truncate)');
}

function uuid(at: number, index: number): string {
  const time = at.toString(16).padStart(12, '0');
  const rest = index.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${rest}`;
}
