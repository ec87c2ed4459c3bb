import { z } from 'zod';
import { BlobRef } from '../../model/blob.ts';
import { AppError } from '../../model/errors.ts';
import { textFormats } from '../../model/document.ts';
import { JsonValue } from '../../model/json-value.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { blobWrite } from './blob-write.ts';
import { fileUse } from './file-use.ts';
import { formatterOf } from './formatter-of.ts';
import { oneEffect, requestOf } from './one-effect.ts';
import { tableText } from './table-text.ts';

const Config = z.strictObject({
  path: z.string().min(1).describe('Where to write; a relative path lies below the data directory’s files'),
  content: JsonValue.describe('Text, a value to write in the file’s format, the result of a transform for CSV or TSV, or a document or file by reference'),
  format: z.enum(textFormats).optional().describe('Format of a value; taken from the file’s name if absent'),
  overwrite: z.boolean().default(true).describe('Replace a file that is there'),
});
type Config = z.infer<typeof Config>;

/** The same bytes at the same place: writing them again changes nothing. */
const writeEffect = defineEffect<Config>({ kind: 'file.write', repeat: 'safe', costsMoney: false, request: Config, paths: ({ path }) => [path], perform: write });

/** Writes a file inside an allowed directory; it also becomes an artifact of the run. */
export const fileWrite = defineAction<Config>({
  type: 'file.write',
  version: 1,
  title: 'Write a file',
  summary: 'Writes text, a value or a document into an allowed directory',
  config: Config,
  output: {
    type: 'object',
    properties: { path: { type: 'string', description: 'As it was asked for; the artifact knows the whole path' }, name: { type: 'string' }, sha256: { type: 'string' }, bytes: { type: 'integer' }, mediaType: { type: 'string' } },
    required: ['path', 'name', 'sha256', 'bytes', 'mediaType'],
  },
  example: { path: 'reports/summary.md', content: '# Summary\n\n{{ nodes.write.draft.text }}' },
  effects: [writeEffect],
  passes: ['path'],
  chooses: { directories: ['path'] },
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'file.write', request: requestOf(config) }),
});

async function write(config: Config, context: EffectContext): Promise<EffectResult> {
  const { bytes, mediaType } = await contentOf(config, context.ports);
  const blob = blobWrite(bytes, mediaType);
  const entry = await writeOnce(config, bytes, context);
  return {
    output: { path: config.path, name: entry.name, sha256: blob.sha256, bytes: bytes.length, mediaType },
    artifacts: [{ name: entry.name, mediaType, blob, path: entry.path }],
  };
}

/** An attempt that a crash cut short may have written already: a file with these very bytes is the one asked for. */
async function writeOnce(config: Config, bytes: Uint8Array, context: EffectContext): Promise<{ readonly path: string; readonly name: string }> {
  const { files } = context.ports;
  const use = fileUse(context);
  if (!config.overwrite) {
    const there = await files.read(config.path, { ...use, maxBytes: bytes.length }).catch(notThisOne);
    if (there !== undefined && isEqual(there.bytes, bytes)) return there;
  }
  return await files.write(config.path, bytes, { ...use, overwrite: config.overwrite });
}

/** Nothing is there, or something larger: writing says what is wrong with it. */
function notThisOne(error: unknown): undefined {
  if (error instanceof AppError && (error.code === 'not_found' || error.code === 'input_invalid')) return undefined;
  throw error;
}

async function contentOf(config: Config, ports: EffectContext['ports']): Promise<{ readonly bytes: Uint8Array; readonly mediaType: string }> {
  const reference = BlobRef.safeParse(config.content);
  if (reference.success) return { bytes: await ports.readBlob(reference.data), mediaType: reference.data.mediaType };
  const named = config.format === undefined ? await formatterOf(config.path, ports) : await ports.formatters.get(config.format);
  if (typeof config.content === 'string') {
    const text = await ports.formatters.get('txt');
    return { bytes: await text.serialise(config.content), mediaType: named?.mediaType ?? text.mediaType };
  }
  const formatter = named ?? (await ports.formatters.get('json'));
  const isDelimited = formatter.format === 'csv' || formatter.format === 'tsv';
  const table = isDelimited ? tableText(config.content) : undefined;
  return { bytes: await formatter.serialise(table === undefined ? config.content : { ...table }), mediaType: formatter.mediaType };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
