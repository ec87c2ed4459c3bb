import type { AuditEntry } from '../domain/model/audit-row.ts';
import { AppError } from '../domain/model/errors.ts';
import type { JsonObject } from '../domain/model/json.ts';
import type { AuditRepository } from '../domain/ports/audit-repository.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { FileConnector } from '../domain/ports/file-connector.ts';
import type { Logger } from '../domain/ports/logger.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import type { EffectScope } from './effect-scope.ts';

export interface FileRecordDeps {
  readonly audit: Pick<AuditRepository, 'append' | 'begin'>;
  /** Tells of each row. */
  readonly publisher: Pick<WorkflowEventPublisher, 'publish'>;
  readonly scope: Pick<EffectScope, 'current'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly log: Logger;
}

/**
 * Files, with a row of the audit log for each that a run moves or deletes, and for each path it is refused. What changes is
 * noted down before it is done: where that cannot be written nothing is done, and a crash in between leaves an
 * `interrupted` row. A run that is refused one path a hundred times has one row for it.
 */
export function recordedFiles(files: FileConnector, deps: FileRecordDeps): FileConnector {
  const record = new FileRecord(deps);
  return {
    read: (path, options) => record.guarded('files.read', path, () => files.read(path, options)),
    write: (path, bytes, options) => record.guarded('files.write', path, () => files.write(path, bytes, options)),
    list: (path, options) => record.guarded('files.list', path, () => files.list(path, options)),
    // A question whether a path may be used is no use of it.
    resolve: (path, options) => files.resolve(path, options),
    look: (path, options) => record.guarded('files.look', path, () => files.look(path, options)),
    stream: (path, options) => record.guardedEach('files.read', path, () => files.stream(path, options)),
    writeStream: (path, pieces, options) => record.guarded('files.write', path, () => files.writeStream(path, pieces, options)),
    copy: (from, to, options) => record.guarded('files.copy', from, () => files.copy(from, to, options)),
    move: (from, to, options) => record.changed('files.move', from, { more: { from, to, overwrite: options.overwrite }, work: () => files.move(from, to, options) }),
    traceMove: (from, to, options) => record.guarded('files.move', from, () => files.traceMove(from, to, options)),
    remove: (path, options) => record.changed('files.delete', path, { more: { path }, work: () => files.remove(path, options) }),
    watch: (path, options) => record.guardedEach('files.watch', path, () => files.watch(path, options)),
  };
}

type Entry = Omit<AuditEntry, 'outcome'>;

/** Refusals that are remembered as told; above, all are forgotten, and told once more. */
const mostTold = 10_000;

class FileRecord {
  readonly #deps: FileRecordDeps;
  readonly #told = new Set<string>();

  constructor(deps: FileRecordDeps) {
    this.#deps = deps;
  }

  /** Does the work, and writes a refusal down. */
  async guarded<Result>(operation: string, path: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      await this.#refused(error, operation, path);
      throw error;
    }
  }

  async *guardedEach<Item>(operation: string, path: string, work: () => AsyncIterable<Item>): AsyncGenerator<Item, void, void> {
    try {
      yield* work();
    } catch (error) {
      await this.#refused(error, operation, path);
      throw error;
    }
  }

  /** Does the work between a note and its row. What a command does by itself is told by its own row. */
  async changed<Result>(operation: string, target: string, { more, work }: { readonly more: JsonObject; readonly work: () => Promise<Result> }): Promise<Result> {
    const entry = this.#entry(operation, target, more);
    if (entry === undefined) return work();
    const begun = await this.#deps.audit.begin({ ...entry, outcome: 'ok' });
    const result = await work().catch(async (error: unknown) => {
      const outcome = error instanceof AppError ? error.code : 'unexpected';
      if (error instanceof AppError && outcome === 'path_denied') this.#warn(error, target, entry);
      await this.#append({ ...entry, outcome }, begun);
      throw error;
    });
    await this.#append({ ...entry, outcome: 'ok' }, begun);
    return result;
  }

  async #refused(error: unknown, operation: string, path: string): Promise<void> {
    if (!(error instanceof AppError) || error.code !== 'path_denied') return;
    const entry = this.#entry(operation, path, { path });
    this.#warn(error, path, entry);
    const name = JSON.stringify([entry?.actor.id, operation, path]);
    if (entry === undefined || this.#told.has(name)) return;
    if (this.#told.size >= mostTold) this.#told.clear();
    this.#told.add(name);
    await this.#append({ ...entry, outcome: error.code });
  }

  #entry(operation: string, target: string, more: JsonObject): Entry | undefined {
    const work = this.#deps.scope.current();
    if (work === undefined) return undefined;
    const { runId, node, correlationId = runId } = work;
    return { at: this.#deps.clock.now(), actor: { kind: 'workflow', id: runId }, door: 'process', operation, target, input: { run: runId, node, ...more }, correlationId };
  }

  #warn(refusal: AppError, path: string, entry: Entry | undefined): void {
    this.#deps.log.warn(`A path was refused: ${refusal.message}`, { path, ...(entry === undefined ? {} : { runId: entry.actor.id, correlationId: entry.correlationId }) });
  }

  async #append(entry: AuditEntry, begun?: number): Promise<void> {
    await this.#deps.audit.append(entry, begun);
    this.#deps.publisher.publish('audit:appended', { correlationId: entry.correlationId, operation: entry.operation });
  }
}
