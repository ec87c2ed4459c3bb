import { z } from 'zod';
import { BlobRef } from '../../model/blob.ts';
import { formatOfName, registeredFormats, type RegisteredFormat } from '../../model/document-entry.ts';
import { JsonValue } from '../../model/json-value.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../action-kind.ts';
import { oneEffect, requestOf } from './one-effect.ts';
import { registeredDocuments } from './registered-documents.ts';
import { tableText } from './table-text.ts';

const Config = z.strictObject({
  document: z.string().min(1).max(200).meta({ format: 'document' }).describe('A document of the registry, by its id or its title; a title that no document has makes a new one. While a step names one as written here and runs, people do not save it'),
  content: JsonValue.describe('Text, a value to write in the document’s format, or a document or file by reference'),
  format: z.enum(registeredFormats).optional().describe('Of a new document; as its title ends if absent, else md'),
  tags: z.array(z.string().min(1).max(50)).max(50).default([]).describe('Words to find a new document by'),
  note: z.string().max(500).default('').describe('What changed, for the list of revisions'),
});
type Config = z.infer<typeof Config>;

/** Under one key of an effect a revision is made once, however often it is attempted. */
const saveEffect = defineEffect<Config>({ kind: 'document.save', repeat: 'safe', costsMoney: false, request: Config, perform: save });

/** Puts what a run made into the registry, as a new document or as a new revision of one. */
export const documentSave = defineAction<Config>({
  type: 'document.save',
  version: 1,
  title: 'Save a document',
  summary: 'Saves a text, a value or a file as a document of the registry, or as a new revision of one',
  config: Config,
  output: {
    type: 'object',
    properties: { id: { type: 'string' }, title: { type: 'string' }, format: { type: 'string' }, revision: { type: 'integer' }, sha256: { type: 'string' } },
    required: ['id', 'title', 'format', 'revision', 'sha256'],
  },
  example: { document: 'Monthly report', content: '# Report\n\n{{ nodes.write.draft.text }}' },
  effects: [saveEffect],
  passes: ['document'],
  keepsFor: 'the registry of documents',
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'document.save', request: requestOf(config) }),
});

async function save({ document, content, format, tags, note }: Config, { ports, key, origin, signal }: EffectContext): Promise<EffectResult> {
  signal.throwIfAborted();
  const bytes = await bytesOf(content, format ?? formatOfName(document), ports);
  const made = await registeredDocuments(ports).save({ document, bytes, format, tags, note, effectKey: key, workflow: origin.workflow });
  return { output: { ...made } };
}

async function bytesOf(content: Config['content'], format: RegisteredFormat | undefined, ports: EffectContext['ports']): Promise<Uint8Array> {
  const reference = BlobRef.safeParse(content);
  if (reference.success) return ports.readBlob(reference.data);
  const { formatters } = ports;
  if (typeof content === 'string') return (await formatters.get('txt')).serialise(content);
  const isDelimited = format === 'csv' || format === 'tsv';
  const table = isDelimited ? tableText(content) : undefined;
  const formatter = await formatters.get(isDelimited || format === 'yaml' ? format : 'json');
  return formatter.serialise(table === undefined ? content : { ...table });
}
