import type { RunId } from '../../../domain/model/ids.ts';
import type { LooseEnd, PrunableRun, RunHistory } from '../../../domain/ports/run-history.ts';
import { readJson } from '../stored-values.ts';
import type { BlobFiles } from '../blob-files.ts';
import { currentEpoch } from '../commit-run.ts';
import { type Connection, logCapBytes } from '../connection.ts';
import { bytesOf, logBytes } from '../file-bytes.ts';
import { deleteReservation, insertUsage } from '../repositories/usage-rows.ts';
import { forgetStartKeys } from '../repositories/start-keys.ts';
import type { Writer } from '../writer.ts';
import { blobUse } from './blob-uses.ts';
import { candidate, candidates, holdingOf, takePart } from './prune-run.ts';
import { sealSegment } from './segments.ts';

interface Parts {
  readonly connection: Connection;
  readonly writer: Writer;
  readonly files: BlobFiles;
}

/** The history of runs in the database: what can go, what goes, and room that is given back. */
export class SqliteHistory implements RunHistory {
  readonly #connection: Connection;
  readonly #writer: Writer;
  readonly #files: BlobFiles;
  /** Runs that have gathered a segment since they were last sealed. */
  readonly #long = new Set<RunId>();
  #claimed: number | undefined;

  constructor({ connection, writer, files }: Parts) {
    this.#connection = connection;
    this.#writer = writer;
    this.#files = files;
  }

  /** The host of this epoch is this process. */
  claimed(epoch: number): void {
    this.#claimed = epoch;
  }

  /** Hears of each commit; most are of no interest. */
  noteRows(runId: RunId, { from, to }: { readonly from: number; readonly to: number }): void {
    if (Math.floor(from / 10_000) !== Math.floor(to / 10_000)) this.#long.add(runId);
  }

  async size(): ReturnType<RunHistory['size']> {
    const connection = this.#connection;
    const files = connection.read(() => connection.prepare<{ readonly bytes: number }>(`select bytes from blob_counts where place = 'file'`).get()?.bytes ?? 0);
    const log = logBytes(connection.file);
    const free = Number(connection.pragma('freelist_count')) * Number(connection.pragma('page_size'));
    return { total: bytesOf(connection.file) + log + files, free, log };
  }

  async counts(): ReturnType<RunHistory['counts']> {
    const connection = this.#connection;
    return connection.read(() => {
      const runs = connection.prepare<{ readonly count: number }>(`select coalesce(sum(count), 0) as count from run_counts`).get();
      const blobs = connection.prepare<{ readonly count: number; readonly bytes: number }>(`select sum(count) as count, sum(bytes) as bytes from blob_counts`).get();
      return { runs: runs?.count ?? 0, blobs: blobs?.count ?? 0, blobBytes: blobs?.bytes ?? 0 };
    });
  }

  async prunable(filter: Parameters<RunHistory['prunable']>[0]): Promise<readonly PrunableRun[]> {
    const connection = this.#connection;
    return connection.read(() =>
      candidates(connection, filter).map((found) => ({ id: found.id, workflowId: found.workflowId, endedAt: found.endedAt, bytes: holdingOf(connection, found, filter.part).bytes })),
    );
  }

  async prune(runs: readonly RunId[], filter: Parameters<RunHistory['prune']>[1]): Promise<readonly PrunableRun[]> {
    const connection = this.#connection;
    const taken = await this.#writer.run(() => {
      if (this.#claimed !== currentEpoch(connection)) return [];
      return runs.flatMap((id) => {
        const found = candidate(connection, id, filter);
        return found === undefined ? [] : [{ found, ...takePart(connection, found, filter.part) }];
      });
    });
    for (const { files } of taken) for (const sha256 of files) this.#files.removeUnused(sha256);
    return taken.map(({ found: { id, workflowId, endedAt }, bytes }) => ({ id, workflowId, endedAt, bytes }));
  }

  async pin({ runId, pinned }: { readonly runId: RunId; readonly pinned: boolean }): Promise<boolean> {
    return this.#writer.run(() => this.#connection.prepare(`update workflow_runs set pinned = ? where id = ?`).run(Number(pinned), runId).changes === 1);
  }

  async markArchived({ runId, at }: { readonly runId: RunId; readonly at: number }): Promise<void> {
    await this.#writer.run(() => this.#connection.prepare(`update workflow_runs set archived_at = ? where id = ?`).run(at, runId));
  }

  async looseEnds(runId: RunId): Promise<readonly LooseEnd[]> {
    const rows = this.#connection.read(() =>
      this.#connection
        .prepare<Omit<LooseEnd, 'output'> & { readonly output: string }>(`select run_id as runId, effect, attempt, at, output from run_loose_ends where run_id = ? order by id`)
        .all(runId),
    );
    return rows.map((row) => ({ ...row, output: readJson(row.output) }));
  }

  async keepLooseEnd(end: LooseEnd, usage?: Parameters<RunHistory['keepLooseEnd']>[1]): Promise<void> {
    await this.#writer.run(() => {
      this.#connection
        .prepare(`insert into run_loose_ends (run_id, effect, attempt, at, output) select id, @effect, @attempt, @at, @output from workflow_runs where id = @runId`)
        .run({ ...end, output: JSON.stringify(end.output) });
      if (usage !== undefined) insertUsage(this.#connection, usage);
      if (usage?.claim !== undefined) deleteReservation(this.#connection, usage.claim);
    });
  }

  async seal(): Promise<boolean> {
    for (const runId of this.#long) {
      if (await this.#writer.run(() => sealSegment(this.#connection, runId))) return true;
      this.#long.delete(runId);
    }
    return false;
  }

  async compact(pages: number): Promise<number> {
    const connection = this.#connection;
    const before = await this.size();
    if (before.free > 0) {
      await this.#writer.run(() => {
        // As a script: the pragma frees one page for each row that is asked of it.
        connection.execute(`pragma incremental_vacuum(${String(Math.floor(pages))})`);
      });
    }
    if (before.log > logCapBytes || before.free > 0) connection.pragma('wal_checkpoint(truncate)');
    return before.total - (await this.size()).total;
  }

  async rebuild(): Promise<boolean> {
    const connection = this.#connection;
    if (Number(connection.pragma('auto_vacuum')) === 2) return false;
    await this.#writer.alone(() => {
      connection.execute('pragma auto_vacuum = incremental; vacuum');
    });
    connection.pragma('wal_checkpoint(truncate)');
    return true;
  }

  async sweep(now: number): Promise<number> {
    const connection = this.#connection;
    await this.#writer.run(() => { forgetStartKeys(connection, now); });
    let swept = 0;
    let after = '';
    for (;;) {
      const page = connection.read(() => connection.prepare<{ readonly sha256: string }>(`select sha256 from blobs where sha256 > ? and kept = 0 order by sha256 limit 500`).all(after));
      const last = page.at(-1);
      if (last === undefined) break;
      const gone = await this.#writer.run(() => page.filter(({ sha256 }) => removeIfUnused(connection, sha256)));
      for (const { sha256 } of gone) this.#files.removeUnused(sha256);
      swept += gone.length;
      after = last.sha256;
    }
    const isNamed = (sha256: string): boolean => connection.prepare(`select 1 from blobs where sha256 = ?`).get(sha256) !== undefined;
    return swept + (await this.#files.sweep({ before: now - dayMs, isNamed }));
  }
}

const dayMs = 86_400_000;

function removeIfUnused(connection: Connection, sha256: string): boolean {
  const isUsed = connection.prepare(`select 1 from blob_uses where address = ? limit 1`).get(blobUse(sha256)) !== undefined;
  return !isUsed && connection.prepare(`delete from blobs where sha256 = ? and kept = 0`).run(sha256).changes === 1;
}
