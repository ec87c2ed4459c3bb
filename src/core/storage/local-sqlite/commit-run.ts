import { AppError } from '../../domain/model/errors.ts';
import type { RunId } from '../../domain/model/ids.ts';
import type { RunStatus } from '../../domain/model/run.ts';
import type { CommitAnswer, RunCommit, UsageRow } from '../../domain/ports/run-commit.ts';
import type { Connection } from './connection.ts';
import { insertArtifact } from './repositories/artifact-repository.ts';
import { insertBlob } from './repositories/blob-repository.ts';
import { closeCard, insertCard } from './repositories/card-repository.ts';
import { headerParameters, optionalActor, projectionColumns, projectionValues } from './repositories/run-records.ts';

interface RunState {
  readonly run: number;
  readonly seq: number;
  readonly status: RunStatus;
}

/**
 * Writes one batch inside the open transaction. What a run may meet in everyday life (a new host, a repeated key, another
 * writer) is answered before anything is written; what is thrown undoes the batch and concerns nobody else.
 *
 * Nearly every transition of every run passes here: three journal rows, a key and one run row. The statements they need
 * take their parameters by position, which measured a tenth faster than by name; everything else is touched only when the
 * batch brings it.
 */
export function writeRunCommit(connection: Connection, commit: RunCommit): CommitAnswer {
  const epoch = currentEpoch(connection);
  if (commit.epoch !== epoch) return { kind: 'fenced', epoch };

  const found = connection.prepare<RunState>(`select run, seq, status from workflow_runs where id = ?`).get(commit.runId);
  const refused = commit.expectedSeq === 0 ? refuseCreation(connection, commit, found) : refuseChange(connection, commit, found);
  if (refused !== undefined) return refused;

  const run = found === undefined ? createRun(connection, commit) : updateRun(connection, commit, found);
  writeEvents(connection, run, commit);
  if (found === undefined && commit.inputKey !== undefined) writeInputKey(connection, { run, key: commit.inputKey, seq: 1 });
  writeCompany(connection, commit);
  return { kind: 'committed', seq: lastSeq(commit) };
}

/** The epoch of the host that owns the directory; 0 before the first. */
export function currentEpoch(connection: Connection): number {
  return connection.prepare<{ readonly epoch: number | null }>(`select max(epoch) as epoch from hosts`).get()?.epoch ?? 0;
}

function refuseCreation(connection: Connection, commit: RunCommit, found: RunState | undefined): CommitAnswer | undefined {
  const started = connection.prepare<{ readonly id: RunId }>(`select id from workflow_runs where start_key = @startKey`).get({ startKey: commit.header?.startKey });
  if (started !== undefined) return { kind: 'duplicate', runId: started.id, seq: 1 };
  return found === undefined ? undefined : { kind: 'conflict', seq: found.seq };
}

function refuseChange(connection: Connection, commit: RunCommit, found: RunState | undefined): CommitAnswer | undefined {
  if (found === undefined) return { kind: 'conflict', seq: 0 };
  const isNext = found.seq === commit.expectedSeq;
  // Writing the key is the check: only when it is taken, or the batch will not be written, is it looked up.
  if (commit.inputKey !== undefined && !(isNext && writeInputKey(connection, { run: found.run, key: commit.inputKey, seq: commit.expectedSeq + 1 }))) {
    const earlier = connection.prepare<{ readonly seq: number }>(`select seq from run_inputs where run = @run and key = @key`).get({ run: found.run, key: commit.inputKey });
    if (earlier !== undefined) return { kind: 'duplicate', runId: commit.runId, seq: earlier.seq };
  }
  return isNext ? undefined : { kind: 'conflict', seq: found.seq };
}

/** Whether the key was free. */
function writeInputKey(connection: Connection, { run, key, seq }: { readonly run: number; readonly key: string; readonly seq: number }): boolean {
  return connection.prepare(`insert into run_inputs (run, key, seq) values (?, ?, ?) on conflict do nothing`).run(run, key, seq).changes === 1;
}

const insertRun = `
  insert into workflow_runs (id, workflow_id, version_id, version_number, definition_hash, attended, started_at, actor, start_key, correlation_id,
    seq, updated_at, ${projectionColumns.join(', ')})
  values (@id, @workflowId, @versionId, @versionNumber, @definitionHash, @attended, @startedAt, @actor, @startKey, @correlationId,
    @seq, @updatedAt, ${projectionColumns.map((column) => `@${column}`).join(', ')})`;

function createRun(connection: Connection, commit: RunCommit): number {
  if (commit.header === undefined) throw new AppError('unexpected', `A batch creates run ${commit.runId} without a header.`);
  const values = projectionValues(commit.projection);
  const { lastInsertRowid } = connection.prepare(insertRun).run({
    id: commit.runId,
    ...headerParameters(commit.header),
    seq: lastSeq(commit),
    updatedAt: lastAt(commit),
    ...Object.fromEntries(projectionColumns.map((column, index) => [column, values[index]])),
  });
  return Number(lastInsertRowid);
}

const unchangedStatus = projectionColumns.filter((column) => column !== 'status');
const updateRunRow = `update workflow_runs set ${unchangedStatus.map((column) => `${column} = ?`).join(', ')}, seq = ?, updated_at = ? where run = ?`;
// Naming the status would rewrite its index entry, even with the same value.
const updateRunRowAndStatus = `update workflow_runs set ${projectionColumns.map((column) => `${column} = ?`).join(', ')}, seq = ?, updated_at = ? where run = ?`;

function updateRun(connection: Connection, commit: RunCommit, found: RunState): number {
  const [status, ...rest] = projectionValues(commit.projection);
  if (status === found.status) connection.prepare(updateRunRow).run(...rest, lastSeq(commit), lastAt(commit), found.run);
  else connection.prepare(updateRunRowAndStatus).run(status, ...rest, lastSeq(commit), lastAt(commit), found.run);
  return found.run;
}

function writeEvents(connection: Connection, run: number, commit: RunCommit): void {
  const insert = connection.prepare(`insert into workflow_run_events (run, seq, at, type, v, payload, actor, correlation_id) values (?, ?, ?, ?, ?, ?, ?, ?)`);
  for (const event of commit.events) {
    insert.run(run, event.seq, event.at, event.type, event.v, JSON.stringify(event.payload), optionalActor(event.actor), event.correlationId ?? null);
  }
}

/** What some batches bring along. */
function writeCompany(connection: Connection, commit: RunCommit): void {
  for (const blob of commit.blobs) insertBlob(connection, blob);
  for (const id of commit.timers.cleared) connection.prepare(`delete from workflow_run_schedules where run_id = @runId and id = @id`).run({ runId: commit.runId, id });
  for (const timer of commit.timers.set) {
    connection
      .prepare(`insert into workflow_run_schedules (run_id, id, due_at) values (@runId, @id, @dueAt) on conflict do update set due_at = excluded.due_at`)
      .run({ runId: commit.runId, id: timer.id, dueAt: timer.dueAt });
  }
  for (const card of commit.cards.opened) insertCard(connection, card);
  for (const card of commit.cards.closed) closeCard(connection, card);
  for (const artifact of commit.artifacts) insertArtifact(connection, artifact);
  for (const row of commit.usage) insertUsage(connection, row);
}

function insertUsage(connection: Connection, row: UsageRow): void {
  connection
    .prepare(
      `insert into token_usage (run_id, effect, at, connector, model, input_tokens, cached_input_tokens, output_tokens)
       values (@runId, @effect, @at, @connector, @model, @inputTokens, @cachedInputTokens, @outputTokens)`,
    )
    .run({ ...row });
}

function lastSeq(commit: RunCommit): number {
  return commit.expectedSeq + commit.events.length;
}

function lastAt(commit: RunCommit): number {
  return commit.events.at(-1)?.at ?? 0;
}
