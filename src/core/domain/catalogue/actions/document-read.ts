import { z } from 'zod';
import { formatFacts, isTextFormat, type RegisteredFormat } from '../../model/document-entry.ts';
import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import type { EffectPorts } from '../../ports/effect-ports.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { blobRef, blobWrite } from './blob-write.ts';
import { oneEffect, requestOf } from './one-effect.ts';
import { registeredDocuments } from './registered-documents.ts';

const maxValueBytes = 1024 * 1024;

const Config = z.strictObject({
  document: z.string().min(1).max(300).meta({ format: 'document' }).describe('A document of the registry, by its id or its title'),
  revision: z.int().min(1).optional().describe('This revision; the recommended one if absent, or the newest where none is recommended'),
  as: z.enum(['reference', 'text', 'value']).default('text').describe('`reference` keeps the bytes aside; `text` and `value` also give the content, up to 1 MiB'),
});
type Config = z.infer<typeof Config>;

const readEffect = defineEffect<Config>({ kind: 'document.read', repeat: 'safe', costsMoney: false, request: Config, perform: read });

/** Reads a document of the registry. What was read is kept with the run, whatever becomes of the document. */
export const documentRead = defineAction<Config>({
  type: 'document.read',
  version: 1,
  title: 'Read a document',
  summary: 'Reads a document of the registry, the recommended revision or another',
  config: Config,
  output: {
    type: 'object',
    properties: { id: { type: 'string' }, title: { type: 'string' }, format: { type: 'string' }, revision: { type: 'integer' }, name: { type: 'string' }, sha256: { type: 'string' }, bytes: { type: 'integer' }, mediaType: { type: 'string' }, text: { type: 'string' }, value: {} },
    required: ['id', 'title', 'format', 'revision', 'name', 'sha256', 'bytes', 'mediaType'],
  },
  example: { document: 'Greeting' },
  effects: [readEffect],
  origin: ['document'],
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'document.read', request: requestOf(config) }),
});

async function read({ document, revision, as }: Config, { ports, signal }: EffectContext): Promise<EffectResult> {
  signal.throwIfAborted();
  const { bytes, sha256, ...found } = await registeredDocuments(ports).read(document, revision);
  const blob = blobWrite(bytes, formatFacts[found.format].mediaType, sha256);
  const reference = { ...found, name: `${found.title}.${formatFacts[found.format].extensions[0] ?? ''}`, ...blobRef(blob) };
  if (as === 'reference') return { output: reference, blobs: [blob] };
  if (bytes.length > maxValueBytes) {
    throw new AppError('input_invalid', `The document "${found.title}" has ${bytes.length} bytes; as ${as} at most ${maxValueBytes} are read.`, { next: 'Read it as a reference and use `transform` or `csv.query` on it.' });
  }
  return { output: { ...reference, ...(await contentOf(as, { format: found.format, bytes }, ports)) }, blobs: [blob] };
}

async function contentOf(as: 'text' | 'value', { format, bytes }: { readonly format: RegisteredFormat; readonly bytes: Uint8Array }, { formatters }: EffectPorts): Promise<JsonObject> {
  if (!isTextFormat(format)) throw new AppError('input_invalid', `A ${format} document is no text.`, { next: 'Read it as a reference.' });
  const formatter = as === 'text' ? await formatters.get('txt') : await formatters.forFile(`document.${format === 'template' ? 'json' : format}`);
  return { [as]: await formatter.parse(bytes) };
}
