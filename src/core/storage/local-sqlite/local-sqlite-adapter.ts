import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../domain/model/errors.ts';
import type { RunId } from '../../domain/model/ids.ts';
import type { ApprovalRepository } from '../../domain/ports/approval-repository.ts';
import type { ArtifactRepository } from '../../domain/ports/artifact-repository.ts';
import type { AuditRepository } from '../../domain/ports/audit-repository.ts';
import type { BlobStore } from '../../domain/ports/blob-store.ts';
import type { CardRepository } from '../../domain/ports/card-repository.ts';
import type { CommandKeyRepository } from '../../domain/ports/command-key-repository.ts';
import type { DocumentRepository } from '../../domain/ports/document-repository.ts';
import type { CommitAnswer, RunCommit } from '../../domain/ports/run-commit.ts';
import type { SettingsRepository } from '../../domain/ports/settings-repository.ts';
import type { Claimed, ReleaseRun, WorkflowDataPort } from '../../domain/ports/workflow-data-port.ts';
import type { TokenRepository } from '../../domain/ports/token-repository.ts';
import type { UsageLedger } from '../../domain/ports/usage-ledger.ts';
import type { TestRepository } from '../../domain/ports/test-repository.ts';
import type { WorkflowRepository } from '../../domain/ports/workflow-repository.ts';
import type { WorkflowRunRepository } from '../../domain/ports/workflow-run-repository.ts';
import { checkRunCommit } from '../check-run-commit.ts';
import type { StorageOptions } from '../storage-options.ts';
import { createBlobFiles, type BlobFiles } from './blob-files.ts';
import { currentEpoch } from './commit-run.ts';
import { Connection } from './connection.ts';
import { bytesOf } from './file-bytes.ts';
import { GroupCommit } from './group-commit.ts';
import { SqliteHistory } from './history/sqlite-history.ts';
import { adoptInstance, readInstance, type Instance } from './instance.ts';
import { purgeRun, releaseRun } from './leave-run.ts';
import { migrate, schemaVersion } from './migrate.ts';
import { migrations } from './migrations.ts';
import { createNotedHead } from './noted-head.ts';
import { createApprovalRepository } from './repositories/approval-repository.ts';
import { createArtifactRepository } from './repositories/artifact-repository.ts';
import { createAuditRepository } from './repositories/audit-repository.ts';
import { createBlobRepository, isFile } from './repositories/blob-repository.ts';
import { createCardRepository } from './repositories/card-repository.ts';
import { createDocumentRepository } from './repositories/document-repository.ts';
import { SqliteRunRepository } from './repositories/sqlite-run-repository.ts';
import { createSettingsRepository } from './repositories/settings-repository.ts';
import { createTestRepository } from './repositories/test-repository.ts';
import { createCommandKeys } from './repositories/command-keys.ts';
import { createTokenRepository } from './repositories/token-repository.ts';
import { createUsageLedger } from './repositories/usage-ledger.ts';
import { SqliteWorkflowRepository } from './repositories/sqlite-workflow-repository.ts';
import { runWrite } from './run-write.ts';
import { describeSqliteError } from './sqlite-errors.ts';
import { createWriterThread } from './writer-thread.ts';

/** The database's name in its generation directory. */
const databaseName = 'aiwm.db';

/**
 * Opens the database in a generation directory, making and migrating it when it may. To read only, a missing database is
 * `precondition_failed` with `data.reason: 'database_missing'` and an older one with `'database_outdated'`: the caller
 * takes the host lock, opens it to write once, and asks again.
 */
export async function openLocalSqlite({ directory, readonly = false, writerThread }: StorageOptions): Promise<WorkflowDataPort> {
  requireNode();
  const file = join(directory, databaseName);
  if (readonly && !existsSync(file)) {
    throw new AppError('precondition_failed', `There is no database in "${directory}" yet.`, {
      next: 'Run any command that may write; it makes one.',
      data: { reason: 'database_missing', file },
    });
  }
  if (!readonly) await makeDirectory(directory);
  const connection = new Connection(file, { readonly });
  try {
    migrate(connection, migrations);
    const writer = new GroupCommit(connection, writerThread === undefined || readonly ? {} : { thread: createWriterThread(file), ...writerThread });
    return new LocalSqliteAdapter({ connection, writer, files: createBlobFiles(directory) }, { directory, instance: readInstance(connection, directory) });
  } catch (error) {
    connection.close();
    throw describeSqliteError(error, file);
  }
}

interface Parts {
  readonly connection: Connection;
  readonly writer: GroupCommit;
  readonly files: BlobFiles;
}

/** Everything in one SQLite database and a folder of large blobs. */
class LocalSqliteAdapter implements WorkflowDataPort {
  readonly workflows: WorkflowRepository;
  readonly runs: WorkflowRunRepository;
  readonly cards: CardRepository;
  readonly approvals: ApprovalRepository;
  readonly artifacts: ArtifactRepository;
  readonly tests: TestRepository;
  readonly documents: DocumentRepository;
  readonly settings: SettingsRepository;
  readonly tokens: TokenRepository;
  readonly commandKeys: CommandKeyRepository;
  readonly audit: AuditRepository;
  readonly blobs: BlobStore;
  readonly history: SqliteHistory;
  readonly usage: UsageLedger;
  readonly #connection: Connection;
  readonly #writer: GroupCommit;
  readonly #files: BlobFiles;
  readonly #directory: string;
  #instance: Instance;

  constructor({ connection, writer, files }: Parts, place: { readonly directory: string; readonly instance: Instance }) {
    this.#connection = connection;
    this.#writer = writer;
    this.#files = files;
    this.#directory = place.directory;
    this.#instance = place.instance;
    this.workflows = new SqliteWorkflowRepository(connection, writer);
    this.runs = new SqliteRunRepository(connection);
    this.cards = createCardRepository(connection, writer);
    this.approvals = createApprovalRepository(connection);
    this.artifacts = createArtifactRepository(connection, writer);
    this.tests = createTestRepository(connection, writer);
    this.documents = createDocumentRepository({ connection, writer, files });
    this.settings = createSettingsRepository(connection, writer);
    this.tokens = createTokenRepository(connection, writer);
    this.commandKeys = createCommandKeys(connection, writer);
    this.audit = createAuditRepository(connection, writer, createNotedHead(place.directory));
    this.blobs = createBlobRepository(connection, writer, files);
    this.history = new SqliteHistory({ connection, writer, files });
    this.usage = createUsageLedger(connection, writer);
  }

  async claim(host: { readonly id: string; readonly at: number }): Promise<Claimed> {
    const claimed = await this.#writer.run(() => {
      const epoch = currentEpoch(this.#connection) + 1;
      const before = this.#connection.prepare<{ readonly releasedAt: number | null }>(`select released_at as releasedAt from hosts where epoch = @epoch`).get({ epoch: epoch - 1 });
      this.#connection.prepare(`insert into hosts (epoch, id, claimed_at) values (@epoch, @id, @at)`).run({ epoch, id: host.id, at: host.at });
      return { epoch, afterCrash: before !== undefined && before.releasedAt === null };
    });
    this.history.claimed(claimed.epoch);
    return claimed;
  }

  async release({ epoch, at }: { readonly epoch: number; readonly at: number }): Promise<void> {
    await this.#writer.run(() => this.#connection.prepare(`update hosts set released_at = @at where epoch = @epoch`).run({ epoch, at }));
  }

  isForeign(): Promise<boolean> {
    return Promise.resolve(this.#instance.changed);
  }

  async adopt(): Promise<void> {
    this.#instance = await this.#writer.run(() => adoptInstance(this.#connection, this.#directory));
  }

  commitRun(commit: RunCommit): Promise<CommitAnswer> {
    try {
      checkRunCommit(commit);
      this.history.noteRows(commit.runId, { from: commit.expectedSeq, to: commit.expectedSeq + commit.events.length });
      return commit.blobs.some(isFile) ? this.#commitWithFiles(commit) : this.#writer.commit(runWrite(commit));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #commitWithFiles(commit: RunCommit): Promise<CommitAnswer> {
    const large = commit.blobs.filter(isFile);
    return await this.#files.holding(large.map(({ sha256 }) => sha256), async () => {
      for (const blob of large) await this.#files.write(blob.sha256, blob.bytes);
      return await this.#writer.commit(runWrite(commit));
    });
  }

  async releaseRun(release: ReleaseRun): Promise<CommitAnswer> {
    return this.#writer.run(() => releaseRun(this.#connection, release));
  }

  async purgeRun(run: { readonly runId: RunId; readonly epoch: number }): Promise<boolean> {
    return this.#writer.run(() => purgeRun(this.#connection, run));
  }

  async inspect(): Promise<{ readonly [name: string]: string | number | boolean }> {
    const connection = this.#connection;
    const [kept, size] = await Promise.all([this.history.counts(), this.history.size()]);
    return connection.read(() => ({
      adapter: 'local-sqlite',
      file: connection.file,
      readonly: connection.readonly,
      schemaVersion: schemaVersion(connection),
      integrity: String(connection.pragma('quick_check(1)')),
      journalMode: String(connection.pragma('journal_mode')),
      synchronous: Number(connection.pragma('synchronous')),
      databaseBytes: bytesOf(connection.file),
      walBytes: bytesOf(`${connection.file}-wal`),
      totalBytes: size.total,
      freeBytes: size.free,
      workflows: connection.prepare<{ readonly count: number }>(`select count(*) as count from workflows`).get()?.count ?? 0,
      runs: kept.runs,
      blobs: kept.blobs,
      epoch: currentEpoch(connection),
      instanceId: this.#instance.id,
      instanceChanged: this.#instance.changed,
    }));
  }

  async close(): Promise<void> {
    await this.#writer.close();
    this.#connection.close();
  }
}

/** better-sqlite3 ends an older Node with a segmentation fault instead of an error. */
function requireNode(): void {
  if (Number.parseInt(process.versions.node, 10) >= 22) return;
  throw new AppError('precondition_failed', `The database needs Node 22 or later; this is ${process.versions.node}.`, { next: 'Start with: npm start' });
}

async function makeDirectory(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
  } catch (error) {
    throw new AppError('precondition_failed', `The directory "${directory}" cannot be written.`, { next: 'Make it writable, or name another data directory.', cause: error });
  }
}
