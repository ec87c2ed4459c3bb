import { z } from 'zod';
import { isReservedName } from './reserved-name.ts';

/** How a model is spoken to. `openai-compatible` is any program that speaks OpenAI's chat completions: Ollama, LM Studio, vLLM. */
export const modelConnectorKinds = ['chatgpt', 'claude', 'openai-compatible'] as const;
export const ModelConnectorKind = z.enum(modelConnectorKinds);
export type ModelConnectorKind = z.infer<typeof ModelConnectorKind>;

/** A name that is a word on the command line and part of no other name. */
export const ConnectorId = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/u, 'Use small letters, digits and dashes')
  .refine((id) => !isReservedName(id), 'This name is taken');

const micros = z.int().min(0).max(1_000_000_000_000);

const Price = z.strictObject({
  input: micros.describe('Millionths of a US dollar for a million tokens read.'),
  cachedInput: micros.describe('The same for tokens the vendor still had.'),
  output: micros.describe('The same for tokens written.'),
});

export const baseUrl = z.url({ protocol: /^https?$/u, error: 'Use an address that begins with http:// or https://' }).refine((address) => !hasUserInfo(address), 'Keep names and keys out of the address');

/** What can be said of a model connector. Keys are not among it: they are in the vault, under the connector's id. */
export const modelConnectorFields = {
  title: z.string().min(1).max(80).optional().describe('Its name on screens'),
  baseUrl: baseUrl.optional().describe('Where it is; the vendor’s own address if absent'),
  model: z.string().min(1).max(200).optional().describe('What `default` means'),
  credential: z.string().min(1).max(100).optional().describe('Label of its key; the default one if absent'),
  timeoutMs: z.int().min(100).max(3_600_000).optional().describe('Longest silence in milliseconds before it counts as gone; 120000 if absent'),
  requestsPerMinute: z.int().min(1).max(100_000).optional().describe('No more requests in a minute'),
  concurrency: z.int().min(1).max(1000).optional().describe('No more requests at once'),
  cache: z.boolean().optional().describe('Answer equal requests with the answer of before'),
  prices: z.record(z.string().min(1).max(200), Price).optional().describe('Prices by model, in place of those the program knows'),
} as const;

export const ModelConnectorSettings = z.strictObject({ kind: ModelConnectorKind, ...modelConnectorFields });
export type ModelConnectorSettings = z.infer<typeof ModelConnectorSettings>;

/** An address may carry a name and a password; settings are no place for them. */
function hasUserInfo(address: string): boolean {
  return URL.canParse(address) && new URL(address).username + new URL(address).password !== '';
}

export function isModelConnectorKind(kind: string): kind is ModelConnectorKind {
  return (modelConnectorKinds as readonly string[]).includes(kind);
}
