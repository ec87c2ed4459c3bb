import { z } from 'zod';
import { FileRef } from '../../model/blob.ts';
import { AppError } from '../../model/errors.ts';
import type { JsonObject } from '../../model/json.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { blobRef, blobWrite } from './blob-write.ts';
import { fileUse } from './file-use.ts';
import { formatterOf } from './formatter-of.ts';
import { oneEffect, requestOf } from './one-effect.ts';

const maxFileBytes = 64 * 1024 * 1024;
const maxValueBytes = 1024 * 1024;

const Config = z.strictObject({
  file: z.union([z.string().min(1).meta({ title: 'A path' }), FileRef.meta({ title: 'A file by reference' })]).describe('An input of format `file`, or the path of a file in an allowed directory'),
  as: z.enum(['reference', 'text', 'value']).default('reference').meta({ words: { reference: 'A reference, without its words', text: 'Its text', value: 'Its data' } }).describe('`reference` keeps the bytes aside; `text` and `value` also give the content, up to 1 MiB'),
});
type Config = z.infer<typeof Config>;

const readEffect = defineEffect<Config>({ kind: 'file.read', repeat: 'safe', costsMoney: false, request: Config, paths: ({ file }) => (typeof file === 'string' ? [file] : []), perform: read });

/** Reads a file. What was read is kept with the run, so that replay and resume see the same bytes. */
export const fileRead = defineAction<Config>({
  type: 'file.read',
  version: 1,
  title: 'Read a file',
  summary: 'Reads a file from an allowed directory or from an input',
  config: Config,
  output: {
    type: 'object',
    properties: { name: { type: 'string' }, sha256: { type: 'string' }, bytes: { type: 'integer' }, mediaType: { type: 'string' }, text: { type: 'string' }, value: {} },
    required: ['name', 'sha256', 'bytes', 'mediaType'],
  },
  gives: { text: { field: 'as', is: 'text' }, value: { field: 'as', is: 'value' } },
  example: { file: '{{ inputs.csv }}' },
  effects: [readEffect],
  origin: ['document'],
  chooses: { directories: ['file'] },
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'file.read', request: requestOf(config) }),
});

async function read(config: Config, context: EffectContext): Promise<EffectResult> {
  const { ports } = context;
  const { name, bytes, sha256 } = typeof config.file === 'string'
    ? await ports.files.read(config.file, { ...fileUse(context), maxBytes: maxFileBytes })
    : { name: config.file.name, bytes: await ports.readBlob(config.file), sha256: config.file.sha256 };
  const blob = blobWrite(bytes, (await formatterOf(name, ports))?.mediaType ?? 'application/octet-stream', sha256);
  const reference = { name, ...blobRef(blob) };
  if (config.as === 'reference') return { output: reference, blobs: [blob] };
  if (bytes.length > maxValueBytes) {
    throw new AppError('input_invalid', `file '${name}' has ${bytes.length} bytes; as ${config.as} at most ${maxValueBytes} are read`, { next: 'Read it as a reference and use `transform` on it.' });
  }
  return { output: { ...reference, ...(await contentOf({ as: config.as, name, bytes }, ports)) }, blobs: [blob] };
}

async function contentOf(file: { readonly as: 'text' | 'value'; readonly name: string; readonly bytes: Uint8Array }, ports: EffectContext['ports']): Promise<JsonObject> {
  const formatter = file.as === 'text' ? await ports.formatters.get('txt') : await ports.formatters.forFile(file.name);
  const value = await formatter.parse(file.bytes);
  return { [file.as]: value };
}
