import { z } from 'zod';
import { JsonRecord, JsonValue } from '../model/json-value.ts';
import { ConnectorId, ModelConnectorKind, modelConnectorFields, modelConnectorKinds, ModelConnectorSettings } from '../model/model-connector.ts';
import { toolServerFields, toolServerKinds, ToolServerSettings } from '../model/tool-server.ts';
import { command, query, stream } from './define-operation.ts';
import { secretText } from './secret-text.ts';
import { Instant } from './shapes.ts';

const TestView = z.object({
  id: z.string(),
  outcome: z.enum(['ok', 'failed', 'needs_key', 'unused']).describe('Whoever needs a key and has none is not tried, nor one nobody has set up'),
  at: Instant,
  latencyMs: z.number().optional(),
  facts: JsonRecord.optional(),
  code: z.string().optional(),
  message: z.string().optional().describe('What went wrong'),
  status: z.int().optional().describe('HTTP status the other side answered with'),
  next: z.string().optional().describe('What to do about it'),
});
export type ConnectorTestView = z.infer<typeof TestView>;

const ConnectorView = z.object({
  id: z.string(),
  category: z.enum(['llm', 'storage', 'file', 'document', 'tools']),
  title: z.string(),
  description: z.string(),
  active: z.boolean().describe('The one used where nobody names another'),
  fallback: z.boolean().optional().describe('Stands in where the one asked is not available'),
  state: z.enum(['ready', 'needs_key', 'failed', 'restricted']).describe('`failed` and `restricted` as its last test found it'),
  detail: z.string().optional().describe('Why it is so'),
  kind: z.string().optional().describe('How a model is spoken to'),
  model: z.string().optional().describe('What `default` means'),
  environments: z.array(z.string()).optional().describe('What its keys are for, where they say so'),
  tested: TestView.optional().describe('Its last test'),
});
export type ConnectorView = z.infer<typeof ConnectorView>;

const MetricsView = z.object({
  since: Instant.describe('When this process began to count'),
  calls: z.int(),
  failures: z.int(),
  inputTokens: z.int(),
  cachedInputTokens: z.int(),
  outputTokens: z.int(),
  averageMs: z.number().optional(),
  slowestMs: z.number().optional(),
  lastFailure: z.object({ at: Instant, code: z.string(), message: z.string() }).optional(),
  circuit: z.enum(['closed', 'open', 'half_open']).describe('While open, nothing is asked until it had time to recover'),
});

const ConnectorDetails = ConnectorView.extend({
  settings: ModelConnectorSettings.optional().describe('What was configured; absent for one that is used as it comes'),
  server: ToolServerSettings.optional().describe('What was configured of a server of tools'),
  metrics: MetricsView.optional(),
});
export type ConnectorDetails = z.infer<typeof ConnectorDetails>;

const ModelView = z.object({
  id: z.string(),
  isDefault: z.boolean(),
  contextTokens: z.int().optional().describe('Absent where nobody knows'),
  maxOutputTokens: z.int().optional(),
  streaming: z.boolean().optional(),
  tools: z.boolean().optional(),
  structured: z.boolean().optional().describe('Whether it can be held to a JSON Schema'),
  price: z
    .object({ input: z.int(), cachedInput: z.int(), output: z.int(), asOf: z.string() })
    .optional()
    .describe('Millionths of a US dollar for a million tokens; absent where nobody knows'),
});

const CapabilitiesView = z.object({
  id: z.string(),
  source: z.enum(['live', 'kept', 'built_in']).describe('`live`: just asked; `kept`: asked earlier; `built_in`: what the program knows'),
  at: Instant.optional().describe('When it was asked'),
  problem: z.object({ code: z.string(), message: z.string(), next: z.string().optional() }).optional().describe('Why it could not be asked now'),
  limits: z.object({ requestsPerMinute: z.int().optional(), concurrency: z.int().optional(), timeoutMs: z.int() }),
  models: z.array(ModelView),
  tools: z.array(z.object({ name: z.string(), description: z.string(), parameters: JsonRecord.describe('JSON Schema of its arguments'), isGranted: z.boolean().describe('Workflows may use it'), problem: z.string().optional().describe('Why no agent can use it') })).optional().describe('Of a server of tools'),
});
export type CapabilitiesView = z.infer<typeof CapabilitiesView>;

const AskName = z.string().min(8).max(100);
const known = z.string().min(1).max(100).describe('Id of the connector');
const unavailable = ['connector_unavailable', 'credential_missing', 'credential_rejected', 'vault_locked', 'rate_limited', 'host_denied'] as const;
const { title, baseUrl, model, credential, timeoutMs, requestsPerMinute, concurrency, cache, prices } = modelConnectorFields;

/** What is said of servers of tools alone. */
const ofToolServers = {
  command: toolServerFields.command.optional(),
  args: toolServerFields.args.unwrap().optional().describe('Of a server of tools: the arguments of its program'),
  env: toolServerFields.env.unwrap().optional().describe('Of a server of tools: names of variables of this program that it gets, too'),
  tools: toolServerFields.tools.unwrap().optional().describe('Of a server of tools: those that workflows may use'),
};

/** What runs talk to. */
export const connectors = {
  list: query('connectors.list', {
    summary: 'List connectors by category, with the active one marked',
    access: 'read',
    input: z.strictObject({ category: ConnectorView.shape.category.optional().describe('Only this category') }),
    output: z.object({ items: z.array(ConnectorView) }),
    example: {},
    aliases: ['ls'],
  }),
  get: query('connectors.get', {
    summary: 'Show a connector: its settings, its last test and how its calls went',
    access: 'read',
    input: z.strictObject({ id: known }),
    output: ConnectorDetails,
    errors: ['not_found'],
    example: { id: 'mock' },
    positionals: ['id'],
    aliases: ['info', 'show'],
  }),
  add: command('connectors.add', {
    summary: 'Add a model connector of a vendor or at an address, or a server of tools',
    access: 'admin',
    input: z.strictObject({ id: ConnectorId.describe('A new id'), kind: z.enum([...modelConnectorKinds, ...toolServerKinds]).describe('How it is spoken to'), title, baseUrl, model, credential, timeoutMs, requestsPerMinute, concurrency, cache, prices, ...ofToolServers }),
    output: ConnectorDetails,
    errors: ['conflict', 'version_conflict'],
    example: { id: 'workshop', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:11434/v1', model: 'llama3.2' },
    positionals: ['id'],
    aliases: ['register', 'create'],
  }),
  configure: command('connectors.configure', {
    summary: 'Change settings of a model connector or a server of tools; what is not said stays',
    access: 'admin',
    input: z.strictObject({ id: known, title, baseUrl, model, credential, timeoutMs, requestsPerMinute, concurrency, cache, prices, ...ofToolServers, reset: z.boolean().default(false).describe('Forget what was configured before') }),
    output: ConnectorDetails,
    errors: ['not_found', 'precondition_failed', 'version_conflict'],
    example: { id: 'claude', timeoutMs: 60_000 },
    positionals: ['id'],
    aliases: ['set', 'update'],
  }),
  remove: command('connectors.remove', {
    summary: 'Remove a connector that was added; its keys stay in the vault',
    access: 'admin',
    input: z.strictObject({ id: known }),
    output: z.object({ id: z.string() }),
    errors: ['not_found', 'conflict', 'precondition_failed', 'version_conflict'],
    example: { id: 'spare' },
    positionals: ['id'],
    aliases: ['rm', 'delete'],
  }),
  activate: command('connectors.activate', {
    summary: 'Use a model connector where nobody names another, or as the one that stands in',
    access: 'admin',
    input: z.strictObject({ id: known, asFallback: z.boolean().default(false).describe('Let it stand in where the one asked is not available') }),
    output: z.object({ llm: z.string(), fallback: z.string().optional() }),
    errors: ['not_found', 'precondition_failed', 'version_conflict'],
    example: { id: 'mock' },
    positionals: ['id'],
    aliases: ['use'],
  }),
  test: command('connectors.test', {
    summary: 'Make a light call to a connector and say how long it took',
    access: 'operate',
    input: z.strictObject({ id: known.optional(), all: z.boolean().default(false).describe('Every connector; one that fails does not end it') }),
    output: z.object({ ok: z.boolean().describe('Whether none failed'), items: z.array(TestView) }),
    errors: ['not_found', ...unavailable],
    example: { id: 'mock' },
    positionals: ['id'],
  }),
  capabilities: query('connectors.capabilities', {
    summary: 'Show the models of a connector, what they can do and cost; or the tools of a server',
    access: 'read',
    input: z.strictObject({ id: known.optional(), connector: known.optional().describe('The same; the active one without either'), refresh: z.boolean().default(false).describe('Ask the vendor now') }),
    output: CapabilitiesView,
    errors: ['not_found'],
    example: { id: 'mock' },
    positionals: ['id'],
  }),
  ask: command('connectors.ask', {
    summary: 'Try a prompt with a model: its answer, tokens, money and time. It counts in usage and budgets; with a kind, nothing need be saved before',
    access: 'operate',
    input: z.strictObject({
      id: known.optional().describe('Id of the connector; the active one if absent'),
      prompt: z.string().min(1).max(1_000_000).describe('What it is asked'),
      system: z.string().max(100_000).optional().describe('What it is told to be'),
      model,
      maxOutputTokens: z.int().min(1).max(100_000).default(1024).describe('Longest answer, in tokens'),
      temperature: z.number().min(0).max(2).optional().describe('0 for the likeliest words'),
      answer: JsonRecord.optional().describe('JSON Schema the answer must fit'),
      kind: ModelConnectorKind.optional().describe('Try this kind instead of a connector there is'),
      baseUrl,
      credential,
      secret: secretText('A key to try, which is not kept').optional(),
      follow: AskName.optional().describe('A name of your own, under which `connectors follow` tells the answer while it comes'),
    }),
    output: z.object({
      connector: z.string(),
      model: z.string(),
      text: z.string(),
      json: JsonValue.optional().describe('The answer, where a schema asked for it and it is JSON'),
      stop: z.enum(['end', 'length', 'refusal', 'tools']),
      usage: z.object({ input: z.int(), cachedInput: z.int(), output: z.int() }),
      promptTokens: z.int().describe('As estimated before it was asked'),
      contextTokens: z.int().optional(),
      micros: z.int().optional().describe('Millionths of a US dollar; absent where nobody knows the price'),
      firstWordMs: z.number().optional(),
      latencyMs: z.number(),
    }),
    errors: ['not_found', 'budget_exceeded', ...unavailable],
    example: { id: 'mock', prompt: 'Say hello.' },
    positionals: ['id'],
    aliases: ['try', 'chat'],
  }),
  estimate: query('connectors.estimate', {
    summary: 'Estimate the tokens and the highest price of a prompt, without asking anybody',
    access: 'read',
    takesMuch: true,
    input: z.strictObject({
      text: z.string().max(1_000_000).describe('The prompt'),
      system: z.string().max(100_000).optional(),
      id: known.optional().describe('Id of the connector; the active one if absent'),
      model: z.string().max(200).optional().describe('A model of it; its default if absent'),
      maxOutputTokens: z.int().min(1).max(1_000_000).optional().describe('The longest answer; what the connector allows if absent'),
    }),
    output: z.object({
      id: z.string(),
      model: z.string(),
      tokens: z.int().describe('Of prompt and system, as estimated'),
      maxOutputTokens: z.int().optional(),
      contextTokens: z.int().optional().describe('Absent where nobody knows'),
      fits: z.boolean().optional().describe('Whether prompt and longest answer fit the context'),
      micros: z.int().optional().describe('At most, in millionths of a US dollar; absent where nobody knows the price'),
      asOf: z.string().optional().describe('Of the price'),
    }),
    errors: ['not_found', 'precondition_failed'],
    example: { text: 'Say hello.' },
    positionals: ['text'],
  }),
  follow: stream('connectors.follow', {
    summary: 'Tell the answer to a prompt while it comes: listen first, then ask under the same name',
    access: 'operate',
    input: z.strictObject({ name: AskName.describe('What `connectors ask --follow` is told') }),
    output: z.object({ text: z.string().describe('What came since; the first item has none and says that somebody listens'), end: z.boolean().describe('Whether this was the last of it') }),
    example: { name: 'my-first-prompt' },
    positionals: ['name'],
  }),
};
