import { AppError } from '../../domain/model/errors.ts';
import type { RunId } from '../../domain/model/ids.ts';
import { endedStatuses } from '../../domain/model/run.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import { appendAudit } from './append-audit.ts';
import type { Connection } from './connection.ts';
import { addUse, addUsesOfFork } from './history/blob-uses.ts';
import { writeApproval } from './repositories/approval-repository.ts';
import { insertArtifact } from './repositories/artifact-repository.ts';
import { insertBlob } from './repositories/blob-repository.ts';
import { closeCard, insertCard } from './repositories/card-repository.ts';
import { headerParameters, projectionColumns } from './repositories/run-records.ts';
import { startedWith } from './repositories/start-keys.ts';
import { deleteReservation, insertUsage } from './repositories/usage-rows.ts';
import type { Company, RunWrite } from './run-write.ts';

/** Where a run stood when this connection last wrote or looked. */
interface RunPlace {
  readonly run: number;
  readonly seq: number;
  readonly status: string;
}

/** Runs whose place is kept; above, all are forgotten and looked up again. */
const keptPlaces = 20_000;

/**
 * Writes batches inside the open transaction. What a run may meet in everyday life (a new host, a repeated key, another
 * writer) is answered before anything is written; what is thrown undoes the batch and concerns nobody else.
 *
 * Nearly every transition of every run passes here, as two statements: the run's row, where it still stands at the seq the
 * batch was made for, and the journal. Everything else is touched only when the batch brings it.
 */
export class RunWriter {
  readonly #connection: Connection;
  readonly #places = new Map<RunId, RunPlace>();
  #epoch: number | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Call it first in each transaction: another process may have claimed the data since the last. */
  begin(): void {
    this.#epoch = undefined;
  }

  /** Call it when a transaction was undone: nothing it did may be remembered. */
  forget(): void {
    this.#epoch = undefined;
    this.#places.clear();
  }

  write(batch: RunWrite): CommitAnswer {
    this.#epoch ??= currentEpoch(this.#connection);
    if (batch.epoch !== this.#epoch) return { kind: 'fenced', epoch: this.#epoch };

    const run = this.#advance(batch) ?? this.#writeRow(batch);
    if (typeof run !== 'number') return run;
    this.#remember(batch, run);
    writeJournal(this.#connection, run, batch);
    if (batch.company !== undefined) writeCompany(this.#connection, run, batch.company);
    return { kind: 'committed', seq: batch.seq };
  }

  /** The run's row updated where it is known to stand at the right place; undefined, and nothing written, where it is not. */
  #advance(batch: RunWrite): number | undefined {
    if (batch.expectedSeq === 0 || batch.inputKey !== undefined) return undefined;
    const place = this.#places.get(batch.runId);
    if (place?.seq !== batch.expectedSeq) return undefined;
    return updateRun(this.#connection, batch, place) ? place.run : undefined;
  }

  /** As the row itself says: its integer, or why the batch is refused. */
  #writeRow(batch: RunWrite): number | CommitAnswer {
    const connection = this.#connection;
    const found = connection.prepare<RunPlace>(`select run, seq, status from workflow_runs where id = ?`).get(batch.runId);
    const refused = batch.expectedSeq === 0 ? refuseCreation(connection, batch, found) : refuseChange(connection, batch, found);
    if (refused !== undefined) return refused;
    if (found !== undefined) {
      updateRun(connection, batch, found);
      return found.run;
    }
    const run = createRun(connection, batch);
    if (batch.inputKey !== undefined) writeInputKey(connection, { run, key: batch.inputKey, seq: 1 });
    return run;
  }

  #remember({ runId, seq, columns: [status] }: RunWrite, run: number): void {
    if (endedStatuses.some((ended) => ended === status)) this.#places.delete(runId);
    else {
      if (this.#places.size >= keptPlaces) this.#places.clear();
      this.#places.set(runId, { run, seq, status: String(status) });
    }
  }
}

/** The epoch of the host that owns the directory; 0 before the first. */
export function currentEpoch(connection: Connection): number {
  return connection.prepare<{ readonly epoch: number | null }>(`select max(epoch) as epoch from hosts`).get()?.epoch ?? 0;
}

function refuseCreation(connection: Connection, batch: RunWrite, found: RunPlace | undefined): CommitAnswer | undefined {
  const { runId } = batch;
  const started = batch.header === undefined ? undefined : startedWith(connection, batch.header.startKey);
  // One that comes back brings its own key.
  if (started !== undefined && (started !== runId || found !== undefined)) return { kind: 'duplicate', runId: started, seq: 1 };
  return found === undefined ? undefined : { kind: 'conflict', seq: found.seq };
}

function refuseChange(connection: Connection, batch: RunWrite, found: RunPlace | undefined): CommitAnswer | undefined {
  if (found === undefined) return { kind: 'conflict', seq: 0 };
  const isNext = found.seq === batch.expectedSeq;
  // Writing the key is the check: only when it is taken, or the batch will not be written, is it looked up.
  if (batch.inputKey !== undefined && !(isNext && writeInputKey(connection, { run: found.run, key: batch.inputKey, seq: batch.expectedSeq + 1 }))) {
    const earlier = connection.prepare<{ readonly seq: number }>(`select seq from run_inputs where run = @run and key = @key`).get({ run: found.run, key: batch.inputKey });
    if (earlier !== undefined) return { kind: 'duplicate', runId: batch.runId, seq: earlier.seq };
  }
  return isNext ? undefined : { kind: 'conflict', seq: found.seq };
}

/** Whether the key was free. */
function writeInputKey(connection: Connection, { run, key, seq }: { readonly run: number; readonly key: string; readonly seq: number }): boolean {
  return connection.prepare(`insert into run_inputs (run, key, seq) values (?, ?, ?) on conflict do nothing`).run(run, key, seq).changes === 1;
}

const insertRun = `
  insert into workflow_runs (id, workflow_id, version_id, version_number, definition_hash, attended, started_at, actor, start_key, correlation_id,
    parent_run_id, parent_seq, seq, updated_at, ${projectionColumns.join(', ')})
  values (@id, @workflowId, @versionId, @versionNumber, @definitionHash, @attended, @startedAt, @actor, @startKey, @correlationId,
    @parentRunId, @parentSeq, @seq, @updatedAt, ${projectionColumns.map((column) => `@${column}`).join(', ')})`;

function createRun(connection: Connection, batch: RunWrite): number {
  if (batch.header === undefined) throw new AppError('unexpected', `A batch creates run ${batch.runId} without a header.`);
  const { lastInsertRowid } = connection.prepare(insertRun).run({
    id: batch.runId,
    ...headerParameters(batch.header),
    seq: batch.seq,
    updatedAt: batch.at,
    ...Object.fromEntries(projectionColumns.map((column, index) => [column, batch.columns[index]])),
  });
  const run = Number(lastInsertRowid);
  // A run that comes back from elsewhere brings what it used along; what it used here before is part of that.
  if (batch.company !== undefined && batch.company.usage.length > 0) connection.prepare(`delete from token_usage where run_id = ?`).run(batch.runId);
  addUse(connection, run, batch.header.definitionHash);
  if (batch.header.parent !== undefined) addUsesOfFork(connection, run, batch.events);
  return run;
}

// The id, too: an integer of a run that was removed is another run's later on.
// What ends is a status of its own: the index of ended runs is left alone as well.
const unchangedStatus = projectionColumns.filter((column) => column !== 'status' && column !== 'ended_at');
const updateRunRow = `update workflow_runs set ${unchangedStatus.map((column) => `${column} = ?`).join(', ')}, seq = ?, updated_at = ? where run = ? and seq = ? and id = ?`;
// Naming the status would rewrite its index entry, even with the same value.
const updateRunRowAndStatus = `update workflow_runs set ${projectionColumns.map((column) => `${column} = ?`).join(', ')}, seq = ?, updated_at = ? where run = ? and seq = ? and id = ?`;

const endedAtIndex = projectionColumns.indexOf('ended_at') - 1;

/** Whether the row stood where the batch expects it, and was written. */
function updateRun(connection: Connection, { runId, columns, seq, at, expectedSeq }: RunWrite, { run, status }: RunPlace): boolean {
  const [statusAfter, ...rest] = columns;
  const { changes } =
    statusAfter === status
      ? connection.prepare(updateRunRow).run(...rest.slice(0, endedAtIndex), ...rest.slice(endedAtIndex + 1), seq, at, run, expectedSeq, runId)
      : connection.prepare(updateRunRowAndStatus).run(statusAfter, ...rest, seq, at, run, expectedSeq, runId);
  return changes === 1;
}

function writeJournal(connection: Connection, run: number, { seq, at, events, image }: RunWrite): void {
  connection.prepare(`insert into workflow_run_batches (run, seq, at, events) values (?, ?, ?, ?)`).run(run, seq, at, events);
  if (image === undefined) return;
  connection.prepare(`insert into workflow_run_images (run, seq, image) values (?, ?, ?) on conflict do update set seq = excluded.seq, image = excluded.image`).run(run, seq, image);
}

/** What some batches bring along. */
function writeCompany(connection: Connection, run: number, commit: Company): void {
  for (const input of commit.inputKeys ?? []) writeInputKey(connection, { run, ...input });
  if (commit.moved !== undefined) {
    repin(connection, run, commit.moved);
    addUse(connection, run, commit.moved.definitionHash);
  }
  for (const blob of commit.blobs) {
    insertBlob(connection, blob, { kept: false });
    addUse(connection, run, blob.sha256);
  }
  for (const id of commit.timers.cleared) connection.prepare(`delete from workflow_run_schedules where run_id = @runId and id = @id`).run({ runId: commit.runId, id });
  for (const timer of commit.timers.set) {
    connection
      .prepare(`insert into workflow_run_schedules (run_id, id, due_at) values (@runId, @id, @dueAt) on conflict do update set due_at = excluded.due_at`)
      .run({ runId: commit.runId, id: timer.id, dueAt: timer.dueAt });
  }
  for (const card of commit.cards.opened) insertCard(connection, card);
  for (const card of commit.cards.closed) closeCard(connection, card);
  for (const approval of commit.approvals ?? []) writeApproval(connection, approval);
  for (const artifact of commit.artifacts) insertArtifact(connection, artifact);
  for (const row of commit.usage) insertUsage(connection, row);
  for (const id of commit.settled ?? []) deleteReservation(connection, id);
  if (commit.audit !== undefined) appendAudit(connection, commit.audit);
}

function repin(connection: Connection, run: number, { definitionHash, versionId, versionNumber }: NonNullable<Company['moved']>): void {
  connection
    .prepare(`update workflow_runs set definition_hash = @definitionHash, version_id = @versionId, version_number = @versionNumber where run = @run`)
    .run({ run, definitionHash, versionId: versionId ?? null, versionNumber: versionNumber ?? null });
}
