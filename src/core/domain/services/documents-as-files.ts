import { encodeBase64 } from '../model/base64.ts';
import type { CallContext } from '../model/caller.ts';
import { formatOfName, largestDocument } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import type { DocumentRevisionRow, DocumentRow } from '../ports/document-repository.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import { type DocumentRegistry, schemaNamed } from './document-registry.ts';
import { documentEntry } from './document-view.ts';
import { exportedNames } from './exported-names.ts';
import type { FormatterSet } from '../ports/formatter.ts';

export interface DocumentsAsFilesDeps {
  readonly registry: DocumentRegistry;
  readonly data: Pick<WorkflowDataPort, 'documents' | 'blobs' | 'workflows'>;
  readonly files: FileConnector;
  readonly formatters: FormatterSet;
}

const pieceBytes = 256 * 1024;

/** Documents on their way into files and out of them, always inside the allowed directories. */
export function documentsAsFiles(deps: DocumentsAsFilesDeps): Pick<AreaService<'docs'>, 'read' | 'import' | 'export'> {
  const { registry } = deps;
  return {
    async *read({ id, revision }, { signal }) {
      const row = await registry.find(id);
      const bytes = await registry.content(await registry.revision(row, revision));
      for (let offset = 0; offset === 0 || offset < bytes.length; offset += pieceBytes) {
        signal.throwIfAborted();
        const piece = bytes.subarray(offset, offset + pieceBytes);
        yield { offset, bytes: bytes.length, content: encodeBase64(piece), end: offset + piece.length >= bytes.length };
      }
    },
    import: (input, call) => importFile(deps, input, call),
    export: (input, call) => exportFiles(deps, input, call),
  };
}

type ImportInput = Parameters<AreaService<'docs'>['import']>[0];

async function importFile(deps: DocumentsAsFilesDeps, { file, id, expectedRevision, title, format: said, role, tags, workflows, schema, note, override }: ImportInput, { actor, signal }: CallContext) {
  const { registry, files } = deps;
  const row = id === undefined ? undefined : await registry.find(id);
  const { name, bytes } = await files.read(file, { maxBytes: largestDocument, signal });
  const writing = { author: actor, note: note === '' ? `from ${name}` : note, override };
  if (row !== undefined) return { entry: documentEntry(await registry.save(row, { expected: expectedRevision ?? row.newest.number, bytes }, writing)) };
  const format = said ?? formatOfName(name);
  if (format === undefined) throw new AppError('input_invalid', `The name "${name}" does not tell what the file is written in.`, { next: 'Name it with --format.', data: { field: 'format', name } });
  const links = { workflows: await registry.workflowsNamed(workflows), schema: schema === undefined ? undefined : (await schemaNamed(registry, deps, schema)).id };
  return { entry: documentEntry(await registry.create(present({ title: title ?? titleOf(name), format, role, tags, ...links }), bytes, writing)) };
}

/** The name without its ending, as people call it. */
function titleOf(name: string): string {
  const stem = name.replace(/(?<=.)\.[^.]{1,10}$/u, '').trim().slice(0, 200);
  return stem === '' ? 'Document' : stem;
}

type ExportInput = Parameters<AreaService<'docs'>['export']>[0];
type ExportStep = Awaited<ReturnType<ReturnType<AreaService<'docs'>['export']>['next']>>;
type Step = Extract<ExportStep, { done?: false }>['value'];

async function* exportFiles(deps: DocumentsAsFilesDeps, { ids, all, format, revision, directory, overwrite }: ExportInput, { signal }: CallContext): AsyncGenerator<Step, void, void> {
  const chosen = (await chosenRows(deps, { ids, all })).filter((row) => format === undefined || row.format === format);
  if (revision !== undefined && (ids?.length !== 1 || chosen.length > 1)) throw new AppError('input_invalid', 'A revision is exported of one document at a time.', { next: 'Name one document with the revision.', data: { field: 'revision' } });
  const target = await deps.files.resolve(directory, { access: 'write', signal });
  if (target.kind !== 'directory') throw new AppError('not_found', `"${directory}" is ${target.kind === 'missing' ? 'not there' : 'no directory'}.`, { next: 'Name a directory that is there.', data: { path: directory } });
  yield { kind: 'begin', directory: target.path, total: chosen.length };
  const names = exportedNames(chosen);
  let bytes = 0;
  for (const [index, row] of chosen.entries()) {
    signal.throwIfAborted();
    const found = await deps.registry.revision(row, revision);
    const path = `${target.path}/${names[index] ?? row.id}`;
    const written = await deps.files.writeStream(path, contentOf(deps.registry, found), { overwrite, signal });
    bytes += written.bytes;
    yield { kind: 'file', id: row.id, title: row.title, revision: found.number, path: written.path, bytes: written.bytes, done: index + 1 };
  }
  yield { kind: 'end', total: chosen.length, bytes };
}

async function* contentOf(registry: DocumentRegistry, revision: DocumentRevisionRow): AsyncGenerator<Uint8Array, void, void> {
  yield await registry.content(revision);
}

async function chosenRows({ registry, data }: DocumentsAsFilesDeps, { ids, all }: Pick<ExportInput, 'ids' | 'all'>): Promise<readonly DocumentRow[]> {
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
