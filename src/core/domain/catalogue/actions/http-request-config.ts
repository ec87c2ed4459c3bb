import { z } from 'zod';
import { BlobRef } from '../../model/blob.ts';
import { JsonValue } from '../../model/json-value.ts';
import { HttpCredential } from './http-credential.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

/** Headers that are keys: as plain config they would stand in the journal. */
const ofKeys: ReadonlySet<string> = new Set(['authorization', 'proxy-authorization', 'cookie']);

export const HttpBody = z.strictObject({
  json: JsonValue.optional().describe('A value, sent as JSON'),
  text: z.string().optional().describe('Text, sent as it is'),
  form: z.record(z.string(), scalar).optional().describe('Fields, sent as a form'),
  file: z.union([z.string().min(1).meta({ title: 'A path' }), BlobRef.meta({ title: 'A file by reference' })]).optional().describe('A file or document by reference, or the path of a file in an allowed directory'),
  mediaType: z.string().regex(/^[\w.+-]+\/[\w.+-]+(?:\s*;.*)?$/u).optional().describe('What it is, where that is not plain'),
}).refine((body) => [body.json, body.text, body.form, body.file].filter((one) => one !== undefined).length === 1, 'Give one of json, text, form and file.');
export type HttpBody = z.infer<typeof HttpBody>;

export const HttpRequestConfig = z.strictObject({
  url: z.string().min(1).describe('Where to, such as https://api.example.com/policies'),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']).default('GET'),
  query: z.record(z.string(), z.union([scalar, z.array(scalar)])).optional().describe('Added to the address; a list repeats its name'),
  headers: z.record(z.string(), z.string()).refine((headers) => Object.keys(headers).every((name) => !ofKeys.has(name.toLowerCase())), 'Keys go under `credential`, so that no journal holds them.').optional(),
  body: HttpBody.optional(),
  credential: HttpCredential.optional().describe('A key of the vault, sent in a header'),
  idempotencyHeader: z.string().min(1).optional().describe('A header the service knows a repeated request by, such as Idempotency-Key; a request that writes may then be repeated after a crash'),
  expect: z.array(z.int().min(100).max(599)).min(1).max(50).optional().describe('Statuses that are a success; 200 to 299 if absent'),
  parse: z.enum(['auto', 'json', 'text', 'bytes']).default('auto').describe('`auto`: JSON where the service says so, else text; `bytes` keeps them aside'),
  saveAs: z.string().min(1).max(200).optional().describe('Name of the artifact that `bytes` become'),
  timeoutMs: z.int().min(1).max(300_000).default(30_000).meta({ title: 'Longest time (ms)' }).describe('After it, the request counts as failed'),
  maxBytes: z.int().min(1).max(64 * 1024 * 1024).default(10 * 1024 * 1024).meta({ title: 'Largest answer (bytes)' }).describe('A larger one counts as failed'),
}).refine(({ method, body }) => body === undefined || (method !== 'GET' && method !== 'HEAD'), 'A request that reads has no body.');
export type HttpRequestConfig = z.infer<typeof HttpRequestConfig>;
