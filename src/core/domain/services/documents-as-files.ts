import { encodeBase64 } from '../model/base64.ts';
import type { CallContext } from '../model/caller.ts';
import { formatOfName, largestDocument } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import { present } from '../model/present.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import type { DocumentWork } from './conversion/document-work.ts';
import { type DocumentRegistry, schemaNamed } from './document-registry.ts';
import { exportDocuments } from './export-documents.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import { savedView } from './saved-document.ts';

export interface DocumentsAsFilesDeps {
  readonly registry: DocumentRegistry;
  readonly data: Pick<WorkflowDataPort, 'documents' | 'blobs' | 'workflows'>;
  readonly files: FileConnector;
  readonly formatters: FormatterSet;
  readonly work: Pick<DocumentWork, 'check'>;
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
    export: (input, call) => exportDocuments(deps, input, call),
  };
}

type ImportInput = Parameters<AreaService<'docs'>['import']>[0];

async function importFile(deps: DocumentsAsFilesDeps, { file, id, expectedRevision, title, format: said, role, tags, workflows, schema, note, override }: ImportInput, { actor, signal }: CallContext) {
  const { registry, files } = deps;
  const row = id === undefined ? undefined : await registry.find(id);
  const { name, bytes } = await files.read(file, { maxBytes: largestDocument, signal });
  const writing = { author: actor, note: note === '' ? `from ${name}` : note, override };
  if (row !== undefined) return savedView(deps, await registry.save(row, { expected: expectedRevision ?? row.newest.number, bytes }, writing));
  const format = said ?? formatOfName(name);
  if (format === undefined) throw new AppError('input_invalid', `The name "${name}" does not tell what the file is written in.`, { next: 'Name it with --format.', data: { field: 'format', name } });
  const links = { workflows: await registry.workflowsNamed(workflows), schema: schema === undefined ? undefined : (await schemaNamed(registry, deps, schema)).id };
  return savedView(deps, await registry.create(present({ title: title ?? titleOf(name), format, role, tags, ...links }), bytes, writing));
}

/** The name without its ending, as people call it. */
function titleOf(name: string): string {
  const stem = name.replace(/(?<=.)\.[^.]{1,10}$/u, '').trim().slice(0, 200);
  return stem === '' ? 'Document' : stem;
}
