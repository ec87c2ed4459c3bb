import { formatOfName, largestDocument, type RegisteredFormat } from '../model/document-entry.ts';
import { AppError } from '../model/errors.ts';
import type { Json, JsonObject } from '../model/json.ts';
import type { Validation } from '../operations/docs-files.ts';
import type { FileConnector } from '../ports/file-connector.ts';
import type { FormatterSet } from '../ports/formatter.ts';
import type { AreaService } from './area-service.ts';
import { convertDocument } from './conversion/convert-document.ts';
import type { DocumentWork } from './conversion/document-work.ts';
import { takesSchema, textFormatOf } from './document-problems.ts';

export interface OpenedDocument {
  readonly title: string;
  readonly format: RegisteredFormat;
  readonly bytes: Uint8Array;
  /** The content of the document that is its JSON Schema. */
  readonly schema?: JsonObject;
}

export interface DocsFilesDeps {
  readonly files: FileConnector;
  readonly formatters: FormatterSet;
  readonly work: DocumentWork;
  /** Where documents of the registry are written if nobody says where; absolute. */
  readonly filesDirectory: string;
  /** The newest revision of a document of the registry; `not_found` where there is none. */
  readonly openDocument: (id: string, signal: AbortSignal) => Promise<OpenedDocument>;
}

const mostProblems = 200;

type DocsFiles = Pick<AreaService<'docs'>, 'validate' | 'convert'>;

/** What is done with documents that may as well lie as files in an allowed directory. */
export function createDocsFilesService(deps: DocsFilesDeps): DocsFiles {
  return {
    async validate(input, { signal }) {
      const { name, format, bytes, schema: linked } = await sourceOf(deps, input, signal);
      if (textFormatOf(format) === undefined) throw notText(format, name);
      const schema = await schemaOf(deps, { ...input, linked }, signal);
      if (schema !== undefined && !takesSchema(format)) throw noSchema(format);
      const problems = await deps.work.check({ name, format, bytes, schema }, signal);
      return {
        valid: problems.every(({ severity }) => severity !== 'error'),
        format,
        checked: schema === undefined ? 'text' : 'schema',
        problems: problems.slice(0, mostProblems),
        more: Math.max(0, problems.length - mostProblems),
      } satisfies Validation;
    },
    async convert(input, { signal }) {
      const source = await sourceOf(deps, input, signal);
      const directory = input.directory ?? source.directory ?? deps.filesDirectory;
      return convertDocument(deps, source, { ...input, directory, signal });
    },
  };
}

interface Named {
  readonly file?: string | undefined;
  readonly id?: string | undefined;
  readonly text?: string | undefined;
  readonly format?: RegisteredFormat | undefined;
}

export interface ConvertedSource extends Omit<OpenedDocument, 'title'> {
  /** Without an ending. */
  readonly name: string;
  /** Where the file lies, if it is one. */
  readonly directory?: string;
}

/** The one document that is meant. */
async function sourceOf(deps: DocsFilesDeps, { file, id, text, format }: Named, signal: AbortSignal): Promise<ConvertedSource> {
  // A text beside an id is one that is not saved yet: it has the format and the schema of its document.
  const named = [file, id ?? text].filter((given) => given !== undefined);
  if (named.length !== 1) throw new AppError('input_invalid', named.length === 0 ? 'No document is named.' : 'Several documents are named at once.', { next: 'Name one: a file, the id of a document, or a text with its format.' });
  if (id !== undefined) {
    const { title, ...document } = await deps.openDocument(id, signal);
    const unsaved = text === undefined ? {} : { bytes: await asBytes(deps, text) };
    return { ...document, ...(format === undefined ? {} : { format }), ...unsaved, name: title };
  }
  if (file === undefined) {
    if (format === undefined) throw new AppError('input_invalid', 'A text is given without its format.', { next: 'Say which format it has.' });
    return { name: 'text', format, bytes: await asBytes(deps, text ?? '') };
  }
  const read = await deps.files.read(file, { maxBytes: largestDocument, signal });
  const known = format ?? formatOfName(read.name);
  if (known === undefined) throw new AppError('input_invalid', `The name "${read.name}" does not tell a format.`, { next: 'Give the file an ending such as .md, .json, .yaml, .csv or .html.', data: { path: read.path } });
  return { name: read.name.replace(/\.[^.]+$/u, ''), format: known, bytes: read.bytes, directory: read.path.replace(/[/\\][^/\\]*$/u, '') };
}

async function asBytes({ formatters }: DocsFilesDeps, text: string): Promise<Uint8Array> {
  return (await formatters.get('txt')).serialise(text);
}

interface SchemaGiven {
  readonly schema?: string | undefined;
  readonly inlineSchema?: JsonObject | undefined;
  readonly linked?: JsonObject | undefined;
}

async function schemaOf({ files, formatters }: DocsFilesDeps, { schema, inlineSchema, linked }: SchemaGiven, signal: AbortSignal): Promise<{ readonly value: Json; readonly name: string } | undefined> {
  if (schema !== undefined && inlineSchema !== undefined) throw new AppError('input_invalid', 'Two schemas are given.', { next: 'Give the file or the schema itself, not both.' });
  if (schema !== undefined) {
    const { name, bytes } = await files.read(schema, { maxBytes: 1024 * 1024, signal });
    const formatter = await formatters.get(/\.ya?ml$/iu.test(name) ? 'yaml' : 'json');
    return { value: await formatter.parse(bytes), name: `"${name}"` };
  }
  if (inlineSchema !== undefined) return { value: inlineSchema, name: 'that is given' };
  return linked === undefined ? undefined : { value: linked, name: 'that the document is linked to' };
}

function notText(format: string, name: string): AppError {
  return new AppError('input_invalid', `"${name}" is a ${format} document, which is made and not written.`, { next: 'Check the text it was made from.', data: { format } });
}

function noSchema(format: string): AppError {
  return new AppError('input_invalid', `A JSON Schema says nothing of a ${format} document.`, { next: 'Leave the schema out, or convert a table to JSON first.', data: { format } });
}
