import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { docsFiles } from '../../../src/core/domain/operations/docs-files.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { createDocumentWork, type DocumentWork } from '../../../src/core/domain/services/conversion/document-work.ts';
import { createDocsFilesService } from '../../../src/core/domain/services/docs-files-service.ts';
import { createDocumentBuilderSet } from '../../../src/core/documents/document-builders.ts';
import { createFormatterSet } from '../../../src/core/files/formatters/formatters.ts';
import { openSandbox, type Sandbox } from '../files/sandbox-fixture.ts';

type Service = ReturnType<typeof createDocsFilesService>;
type Answer<Verb extends keyof Service> = Awaited<ReturnType<Service[Verb]>>;

/** Checking and converting over real files in a sandbox of their own, without a host. */
export interface ConversionBench extends AsyncDisposable {
  readonly box: Sandbox['box'];
  readonly sandbox: Sandbox;
  /** Puts a file into the box and answers its path. */
  put(name: string, content: string | Uint8Array): Promise<string>;
  /** The text of a file in the box. */
  text(name: string): Promise<string>;
  bytes(path: string): Promise<Uint8Array>;
  names(): Promise<readonly string[]>;
  validate(input: object): Promise<Answer<'validate'>>;
  convert(input: object): Promise<Answer<'convert'>>;
}

export async function openConversionBench(work: DocumentWork = createDocumentWork({ formatters: createFormatterSet(), documents: createDocumentBuilderSet() })): Promise<ConversionBench> {
  const sandbox = await openSandbox();
  const { box, files } = sandbox;
  const openDocument = (id: string) => Promise.reject(new AppError('not_found', `There is no document "${id}".`, { next: 'List them.' }));
  const service = createDocsFilesService({ files, formatters: createFormatterSet(), work, filesDirectory: box, openDocument });
  const call = () => ({ ...localUser('process'), correlationId: 'bench', signal: new AbortController().signal });
  return {
    box,
    sandbox,
    put: async (name, content) => {
      await writeFile(join(box, name), content);
      return join(box, name);
    },
    text: (name) => readFile(join(box, name), 'utf8'),
    bytes: (path) => readFile(path),
    names: async () => (await readdir(box)).toSorted(),
    validate: async (input) => service.validate(parsed(docsFiles.validate, input) as Parameters<Service['validate']>[0], call()),
    convert: async (input) => service.convert(parsed(docsFiles.convert, input) as Parameters<Service['convert']>[0], call()),
    [Symbol.asyncDispose]: () => sandbox[Symbol.asyncDispose](),
  };
}

/** The input as a door would hand it on, with its defaults. */
function parsed(operation: { readonly '~orpc': { readonly inputSchema?: unknown } }, input: object): unknown {
  const { inputSchema } = operation['~orpc'];
  return (inputSchema as { parse(value: unknown): unknown }).parse(input);
}
