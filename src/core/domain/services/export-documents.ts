import type { CallContext } from '../model/caller.ts';
import { AppError } from '../model/errors.ts';
import type { DocumentRevisionRow, DocumentRow } from '../ports/document-repository.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import type { DocumentRegistry } from './document-registry.ts';
import { exportedNames } from './exported-names.ts';

export interface ExportDocumentsDeps {
  readonly registry: DocumentRegistry;
  readonly data: Pick<WorkflowDataPort, 'documents'>;
  readonly files: FileConnector;
}

type ExportInput = Parameters<AreaService<'docs'>['export']>[0];
type ExportStep = Awaited<ReturnType<ReturnType<AreaService<'docs'>['export']>['next']>>;
type Step = Extract<ExportStep, { done?: false }>['value'];

/** Documents as files of a directory, one step for each. Where a file with other bytes stands, nothing is written, unless it may be replaced. */
export async function* exportDocuments(deps: ExportDocumentsDeps, { ids, all, format, revision, directory, overwrite }: ExportInput, { signal }: CallContext): AsyncGenerator<Step, void, void> {
  const chosen = (await chosenRows(deps, { ids, all })).filter((row) => format === undefined || row.format === format);
  if (revision !== undefined && (ids?.length !== 1 || chosen.length > 1)) throw new AppError('input_invalid', 'A revision is exported of one document at a time.', { next: 'Name one document with the revision.', data: { field: 'revision' } });
  const target = await deps.files.resolve(directory, { access: 'write', signal });
  if (target.kind !== 'directory') throw new AppError('not_found', `"${directory}" is ${target.kind === 'missing' ? 'not there' : 'no directory'}.`, { next: 'Name a directory that is there.', data: { path: directory } });
  const names = exportedNames(chosen);
  const places: Place[] = [];
  for (const [index, row] of chosen.entries()) places.push({ row, revision: await deps.registry.revision(row, revision), path: `${target.path}/${names[index] ?? row.id}` });
  if (!overwrite) await demandRoom(deps, places, signal);
  yield { kind: 'begin', directory: target.path, total: chosen.length };
  let bytes = 0;
  for (const [index, { row, revision: found, path }] of places.entries()) {
    signal.throwIfAborted();
    const written = await deps.files.writeStream(path, contentOf(deps.registry, found), { overwrite, signal });
    bytes += written.bytes;
    yield { kind: 'file', id: row.id, title: row.title, revision: found.number, path: written.path, bytes: written.bytes, done: index + 1 };
  }
  yield { kind: 'end', total: chosen.length, bytes };
}

interface Place {
  readonly row: DocumentRow;
  readonly revision: DocumentRevisionRow;
  readonly path: string;
}

/** All at once, before anything is written. */
async function demandRoom(deps: ExportDocumentsDeps, places: readonly Place[], signal: AbortSignal): Promise<void> {
  const taken: string[] = [];
  for (const place of places) if (await isOther(deps, place, signal)) taken.push(place.path);
  if (taken.length === 0) return;
  const named = taken.slice(0, 5).map((path) => `"${path}"`).join(', ');
  const more = taken.length > 5 ? ` and ${String(taken.length - 5)} more` : '';
  throw new AppError('conflict', `Nothing was exported: of ${String(places.length)} files, ${String(taken.length)} ${taken.length === 1 ? 'is' : 'are'} there already with other content: ${named}${more}.`, {
    next: 'Replace with --overwrite, or name another directory with --directory.',
    data: { paths: taken.slice(0, 200), total: places.length },
  });
}

/** Whether something else than the document stands under its name. */
async function isOther({ files, registry }: ExportDocumentsDeps, { path, revision }: Place, signal: AbortSignal): Promise<boolean> {
  const { kind } = await files.resolve(path, { access: 'write', signal });
  if (kind === 'missing') return false;
  const found = await files.look(path, { signal });
  if (found?.bytes !== revision.bytes) return true;
  const bytes = await registry.content(revision);
  let at = 0;
  for await (const piece of files.stream(path, { signal })) {
    if (piece.some((byte, offset) => byte !== bytes[at + offset])) return true;
    at += piece.length;
  }
  return at !== bytes.length;
}

async function* contentOf(registry: DocumentRegistry, revision: DocumentRevisionRow): AsyncGenerator<Uint8Array, void, void> {
  yield await registry.content(revision);
}

async function chosenRows({ registry, data }: ExportDocumentsDeps, { ids, all }: Pick<ExportInput, 'ids' | 'all'>): Promise<readonly DocumentRow[]> {
  if (all === (ids !== undefined)) throw new AppError('input_invalid', all ? 'Either documents are named, or all are meant.' : 'No document is named.', { next: 'Name documents, or say --all.', data: { field: 'ids' } });
  if (ids !== undefined) return [...new Map((await Promise.all(ids.map((id) => registry.find(id)))).map((row) => [row.id, row])).values()];
  const rows: DocumentRow[] = [];
  for (;;) {
    const after = rows.at(-1)?.id;
    const page = await data.documents.list({ limit: 500, ...(after === undefined ? {} : { after }) });
    rows.push(...page);
    if (page.length < 500) return rows;
  }
}
