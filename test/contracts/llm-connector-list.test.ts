import { afterAll, describe, expect, it } from 'vitest';

import { AppError } from '../../src/core/domain/model/errors.ts';
import { llmConnectors } from '../../src/core/llm/llm-connectors.ts';
import { systemClock } from '../../src/core/platform/system-clock.ts';
import type { LLMConnector } from '../../src/core/domain/ports/llm-connector.ts';
import type { VendorParts } from '../../src/core/llm/vendor-parts.ts';
import { claudeWire } from '../support/claude-wire.ts';
import { openaiWire } from '../support/openai-wire.ts';
import { bigText, wholeText } from '../support/wire-scenes.ts';
import type { WireServer } from '../support/wire-server.ts';
import { chatRequest, describeLlmConnector, type FailureCode, failureCodes, type LlmHarness } from './llm-connector-contract.ts';
import { describeWire, type WireHarness } from './llm-connector-wire-contract.ts';

const text = 'The week was mild, with one wet day.\n\nKαλημέρα, мир.';

const long = 'A line of many words.\n'.repeat(1200);

const script = {
  format: 'aiwm.mock/1',
  rules: [
    { when: { contains: 'answer' }, reply: { text } },
    { when: { contains: 'use tools' }, reply: { text: 'Let me look.', tools: [{ name: 'weather_of', arguments: { town: 'Zürich', days: 3 } }, { name: 'now' }] } },
    { when: { contains: 'at length' }, reply: { text: long } },
    { when: { contains: 'stuck' }, chunkMs: 10_000, reply: { text: 'one two three four' } },
    { when: { contains: 'refuse' }, refuse: true },
    { when: { contains: 'break' }, reply: { text }, cut: { after: 9 } },
    ...failureCodes.map((code) => ({ when: { contains: `fail with ${code}` }, fail: { code } })),
  ],
};

const withoutKey: Pick<VendorParts, 'settings' | 'secret' | 'fetch'> = { settings: {}, secret: async (work) => work(undefined), fetch: globalThis.fetch };

const offline: LlmHarness = {
  connect: () => entryOf('mock').load({ ...withoutKey, id: 'mock', clock: systemClock, readScript: async () => new TextEncoder().encode(JSON.stringify(script)) }),
  answer: { request: chatRequest('answer'), text },
  structured: chatRequest('decide', { answerSchema: { type: 'object', required: ['choice'], properties: { choice: { enum: ['left', 'right'] } } } }),
  stuck: chatRequest('stuck'),
  refused: chatRequest('refuse'),
  broken: chatRequest('break'),
  tooling: chatRequest('use tools', { tools: [] }),
  big: { request: chatRequest('at length', { maxOutputTokens: 8000 }), text: long },
  failing: (code) => chatRequest(`fail with ${code}`),
};

/** How each kind that speaks to a vendor says what was asked for. */
const wires: Readonly<Record<string, Omit<WireHarness, 'connect'>>> = {
  chatgpt: openaiHarness('max_completion_tokens', 'gpt-4o'),
  local: openaiHarness('max_tokens', 'house-model'),
  claude: {
    serve: claudeWire,
    keyHeader: ['authorization', 'Bearer '],
    sampledModel: 'claude-haiku-4-5',
    asked: {
      schema: (body) => at(body, 'output_config', 'format', 'schema'),
      tools: (body) => (at(body, 'tools') as { name: string; input_schema: unknown }[]).map(({ name, input_schema }) => ({ name, parameters: input_schema })),
      length: (body) => at(body, 'max_tokens'),
      results: (body) => {
        const { id, name, input } = at(body, 'messages', 1, 'content', 0) as { id: string; name: string; input: unknown };
        const { tool_use_id, content } = at(body, 'messages', 2, 'content', 0) as { tool_use_id: string; content: string };
        return { call: { id, name, arguments: input }, result: { id: tool_use_id, text: content } };
      },
    },
  },
};

const harnesses: Readonly<Record<string, LlmHarness>> = { mock: offline, ...Object.fromEntries(Object.keys(wires).map((id) => [id, overWire(id)])) };

describe('the list of model connectors', () => {
  it('has a harness for each, and each name once', () => {
    const ids = llmConnectors.map(({ id }) => id);

    expect(Object.keys(harnesses).toSorted()).toEqual(ids.toSorted());
    expect(new Set(ids).size).toBe(ids.length);
  });
});

for (const [id, harness] of Object.entries(harnesses)) describeLlmConnector(id, harness);
for (const [id, wire] of Object.entries(wires)) describeWire(id, { ...wire, connect: (address, key, settings) => connectTo(id, address, { key, ...settings }) });

const servers: WireServer[] = [];
afterAll(async () => { await Promise.all(servers.map(async (server) => server.close())); });

/** The suite of every connector, over a server of the vendor's language. */
function overWire(id: string): LlmHarness {
  const asked = (prompt: string, more: Parameters<typeof chatRequest>[1] = {}) => chatRequest(prompt, { model: 'house-model', ...more });
  const secret = 'sk-another-canary-17';
  return {
    connect: async () => {
      const server = wires[id]?.serve() ?? openaiWire();
      servers.push(server);
      return connectTo(id, await server.open(), { key: secret });
    },
    answer: { request: asked('answer'), text: wholeText },
    structured: asked('decide', { answerSchema: { type: 'object', properties: { choice: { type: 'string' } }, required: ['choice'] } }),
    stuck: asked('stuck'),
    refused: asked('refuse'),
    broken: asked('break'),
    tooling: asked('use tools'),
    big: { request: asked('answer at length'), text: bigText },
    failing: (code) => asked(`fail with ${code}`),
    secret,
  };
}

/** `credential_missing` is what the vault says; nobody is asked then. */
async function connectTo(id: string, address: string, { key, timeoutMs }: { readonly key: string; readonly timeoutMs?: number }): Promise<LLMConnector> {
  const baseUrl = wires[id]?.serve === claudeWire ? address : `${address}/v1`;
  const parts: VendorParts = { ...withoutKey, id, clock: systemClock, settings: { baseUrl, ...(timeoutMs === undefined ? {} : { timeoutMs }) }, secret: async (work) => work(key) };
  const made = await entryOf(id).load({ ...parts, clock: systemClock, readScript: () => Promise.reject(new Error('no script')) });
  const keyless = await entryOf(id).load({ ...parts, secret: () => Promise.reject(missing), clock: systemClock, readScript: () => Promise.reject(new Error('no script')) });
  return { id: made.id, chat: (request, signal) => (wants(request.messages, 'credential_missing') ? keyless : made).chat(request, signal), listModels: (signal) => made.listModels(signal), model: (name) => made.model(name), test: (signal) => made.test(signal) };
}

const missing = new AppError('credential_missing', 'There is no key.', { next: 'Set one.' });

function wants(messages: readonly { readonly text: string }[], code: FailureCode): boolean {
  return messages.some((message) => message.text === `fail with ${code}`);
}

function openaiHarness(lengthField: string, sampledModel: string): Omit<WireHarness, 'connect'> {
  return {
    serve: openaiWire,
    keyHeader: ['authorization', 'Bearer '],
    sampledModel,
    asked: {
      schema: (body) => at(body, 'response_format', 'json_schema', 'schema'),
      tools: (body) => (at(body, 'tools') as { function: { name: string; parameters: unknown } }[]).map((tool) => tool.function),
      length: (body) => at(body, lengthField),
      results: (body) => {
        const call = at(body, 'messages', 1, 'tool_calls', 0) as { id: string; function: { name: string; arguments: string } };
        const { tool_call_id, content } = at(body, 'messages', 2) as { tool_call_id: string; content: string };
        return { call: { id: call.id, name: call.function.name, arguments: JSON.parse(call.function.arguments) as unknown }, result: { id: tool_call_id, text: content } };
      },
    },
  };
}

function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((inner, name) => (typeof inner === 'object' && inner !== null ? (Reflect.get(inner, name) as unknown) : undefined), value);
}

function entryOf(id: string): (typeof llmConnectors)[number] {
  const entry = llmConnectors.find((candidate) => candidate.id === id);
  if (entry === undefined) throw new Error(`no connector ${id}`);
  return entry;
}
