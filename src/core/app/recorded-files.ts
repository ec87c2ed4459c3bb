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

type Entry = Omit<AuditEntry, 'outcome'>;

/** Refusals that are remembered as told; above, all are forgotten, and told once more. */
const mostTold = 10_000;

/**
 * Files, with a row of the audit log for each that a run moves or deletes, and for each path it is refused. What changes is
 * noted down before it is done: where that cannot be written nothing is done, and a crash in between leaves an
 * `interrupted` row. A run that is refused one path a hundred times has one row for it.
 */
export function recordedFiles(files: FileConnector, { audit, publisher, scope, clock, log }: FileRecordDeps): FileConnector {
  const told = new Set<string>();
  const entryOf = (operation: string, target: string, more: JsonObject): Entry | undefined => {
    const work = scope.current();
    if (work === undefined) return undefined;
    const { runId, node, correlationId = runId } = work;
    return { at: clock.now(), actor: { kind: 'workflow', id: runId }, door: 'process', operation, target, input: { run: runId, node, ...more }, correlationId };
  };
  const end = async (entry: AuditEntry, begun?: number): Promise<void> => {
    await audit.append(entry, begun);
    publisher.publish('audit:appended', { correlationId: entry.correlationId });
  };

  const warn = (refusal: AppError, path: string, entry: Entry | undefined): void => {
    log.warn(`A path was refused: ${refusal.message}`, { path, ...(entry === undefined ? {} : { runId: entry.actor.id, correlationId: entry.correlationId }) });
  };

  /** Throws the refusal on, written down. */
  const refused = async (error: unknown, operation: string, path: string): Promise<never> => {
    if (!(error instanceof AppError) || error.code !== 'path_denied') throw error;
    const entry = entryOf(operation, path, { path });
    warn(error, path, entry);
    const name = JSON.stringify([entry?.actor.id, operation, path]);
    if (entry === undefined || told.has(name)) throw error;
    if (told.size >= mostTold) told.clear();
    told.add(name);
    await end({ ...entry, outcome: error.code });
    throw error;
  };
  const guarded = <Result>(operation: string, path: string, work: () => Promise<Result>): Promise<Result> => work().catch((error: unknown) => refused(error, operation, path));
  async function* guardedEach<Item>(operation: string, path: string, work: () => AsyncIterable<Item>): AsyncGenerator<Item, void, void> {
    try {
      yield* work();
    } catch (error) {
      await refused(error, operation, path);
    }
  }

  const recorded = async <Result>(entry: Entry | undefined, work: () => Promise<Result>): Promise<Result> => {
    if (entry === undefined) return work();
    const begun = await audit.begin({ ...entry, outcome: 'ok' });
    try {
      const result = await work();
      await end({ ...entry, outcome: 'ok' }, begun);
      return result;
    } catch (error) {
      if (error instanceof AppError && error.code === 'path_denied') warn(error, entry.target ?? '', entry);
      await end({ ...entry, outcome: error instanceof AppError ? error.code : 'unexpected' }, begun);
      throw error;
    }
  };

  return {
    read: (path, options) => guarded('files.read', path, () => files.read(path, options)),
    write: (path, bytes, options) => guarded('files.write', path, () => files.write(path, bytes, options)),
    list: (path, options) => guarded('files.list', path, () => files.list(path, options)),
    // A question whether a path may be used is no use of it.
    resolve: (path, options) => files.resolve(path, options),
    look: (path, options) => guarded('files.look', path, () => files.look(path, options)),
    stream: (path, options) => guardedEach('files.read', path, () => files.stream(path, options)),
    writeStream: (path, pieces, options) => guarded('files.write', path, () => files.writeStream(path, pieces, options)),
    copy: (from, to, options) => guarded('files.copy', from, () => files.copy(from, to, options)),
    move: (from, to, options) => recorded(entryOf('files.move', from, { from, to, overwrite: options.overwrite }), () => files.move(from, to, options)),
    traceMove: (from, to, options) => guarded('files.move', from, () => files.traceMove(from, to, options)),
    remove: (path, options) => recorded(entryOf('files.delete', path, { path }), () => files.remove(path, options)),
    watch: (path, options) => guardedEach('files.watch', path, () => files.watch(path, options)),
  };
}
