import type { ServerResponse } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isJsonObject, type JsonObject } from '../../../src/core/domain/model/json.ts';
import { openSampleHouse, type SampleHouse } from '../../scenarios/samples/sample-house.ts';
import { answerJson, WireServer } from '../../support/wire-server.ts';

const secrets = ['ann.o.hara@example.com', '+49 30 1234567', 'DE89 3704 0044 0532 0130 00', '4111 1111 1111 1111', 'Project Falcon'];
const rules = [
  { id: 'private', do: 'redact', when: 'both', kinds: ['email', 'phone', 'iban', 'card'] },
  { id: 'falcon', do: 'redact', when: 'both', pattern: '(?i)pro[j]ect falcon' },
];

let house: SampleHouse;
let server: WireServer;
/** What the model says, one answer after the other; the last one again and again. */
let script: readonly Said[];

type Said = { readonly text: string } | { readonly calls: readonly { readonly name: string; readonly arguments: string }[] } | { readonly status: number };

beforeEach(async () => {
  house = await openSampleHouse();
  let asked = 0;
  server = new WireServer((_, response) => {
    say(response, script[Math.min(asked, script.length - 1)] ?? { text: 'Well.' });
    asked += 1;
    return Promise.resolve();
  });
  const address = await server.open();
  const { client } = house;
  await client.settings.set({ section: 'network', value: { allowedPrivateHosts: [new URL(address).host] } });
  const models = Object.fromEntries(['house', 'other'].map((id) => [id, { kind: 'openai-compatible', baseUrl: `${address}/v1`, model: 'house-model' }]));
  await client.settings.set({ section: 'connectors', value: { llm: 'house', models } });
  await client.settings.set({ section: 'hooks', value: { rules } });
}, 120_000);
afterEach(async () => {
  await server.close();
  await house[Symbol.asyncDispose]();
}, 60_000);

function say(response: ServerResponse, said: Said): void {
  if ('status' in said) {
    answerJson(response, { error: { message: 'The engine fell over.', type: 'server_error' } }, { status: said.status });
    return;
  }
  const delta = 'text' in said ? { content: said.text } : { tool_calls: said.calls.map(({ name, arguments: given }, index) => ({ index, id: `c${index}`, type: 'function', function: { name, arguments: given } })) };
  const piece = (choices: unknown, more: object = {}): string => `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'house-model', choices, ...more })}\n\n`;
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(piece([{ index: 0, delta: { role: 'assistant', ...delta }, finish_reason: null }]));
  response.write(piece([{ index: 0, delta: {}, finish_reason: 'text' in said ? 'stop' : 'tool_calls' }]));
  response.end(`${piece([], { usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 } })}data: [DONE]\n\n`);
}

const heard = (): string => JSON.stringify(server.requests.map(({ body }) => body));

function expectClean(text: string): void {
  const left = secrets.flatMap((secret) => {
    const at = text.toLowerCase().indexOf(secret.toLowerCase());
    return at < 0 ? [] : [text.slice(Math.max(0, at - 200), at + 60)];
  });
  expect(left).toEqual([]);
}

async function ran(entry: readonly JsonObject[]): Promise<string> {
  const { client } = house;
  const definition = {
    format: 'aiwm.workflow/1',
    name: 'Hooked',
    inputs: { type: 'object', properties: { told: { type: 'string' } }, required: ['told'] },
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, { id: 'work', type: 'workStep', entry: entry.map((step) => ({ retry: { maxRetries: 2, base: 'PT0S' }, ...step })) }, { id: 'done', type: 'end' }],
      transitions: [{ id: 'begin', from: 'start', to: 'work', triggers: [{ type: 'immediate' }] }, { id: 'finish', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }] }],
    },
  };
  const { id } = await client.workflows.create({ name: 'Hooked', definition });
  await client.workflows.publish({ id });
  const run = await client.runs.start({ workflow: id, input: { told: secrets.join(', ') }, attended: false });
  await expect.poll(async () => (await client.runs.get({ id: run.id })).status, { timeout: 60_000 }).toBe('completed');
  const { items } = await client.runs.events({ id: run.id, limit: 500 });
  // What people gave the run is theirs: it stands in its inputs, and nowhere else.
  return JSON.stringify(items.filter(({ type }) => type !== 'start' && type !== 'run_started'));
}

describe('what hooks take out', () => {
  it('reaches no server and no journal, also where another connector stands in and what one model answered is asked of the next', async () => {
    script = [{ status: 500 }, { text: `I know ${secrets.join(' and ')}.` }, { text: `not JSON: ${secrets.join('; ')}` }];
    const chat = (id: string, config: JsonObject): JsonObject => ({ id, type: 'llm.chat', config });
    const journal = await ran([chat('one', { prompt: 'Say what you know of {{ inputs.told }}', fallback: 'other' }), chat('two', { prompt: 'Shorten {{ nodes.work.one.text }} with {{ inputs.told }}' })]);

    expect(server.requests.length).toBeGreaterThanOrEqual(3);
    expectClean(heard());
    expectClean(journal);
    expect(journal).toContain('[redacted:email]');
  }, 120_000);

  it('reaches no server and no journal from the turns and tools of an agent', async () => {
    const tool = { name: 'make', description: `Makes a page for ${secrets[0] ?? ''}`, action: 'transform', config: { from: [{ a: '{{ inputs.told }}' }], steps: [] }, arguments: {} };
    script = [{ calls: [{ name: 'make', arguments: JSON.stringify({ told: secrets[1], card: 4_111_111_111_111_111 }) }] }, { text: `Done, ${secrets.join(' ')}` }];
    const journal = await ran([{ id: 'agent', type: 'llm.agent', config: { prompt: 'Work on {{ inputs.told }}', tools: [tool] } }]);

    expect(server.requests).toHaveLength(2);
    expectClean(heard());
    expect(heard()).not.toContain('4111111111111111');
    expectClean(journal);
  }, 120_000);

  it('reaches no server from prompts that are tried, saved or not, whatever stands around it', async () => {
    script = [{ text: 'Well.' }];
    const address = `http://${JSON.stringify((await section('network'))['allowedPrivateHosts']).slice(2, -2)}/v1`;
    await fc.assert(fc.asyncProperty(fc.constantFrom(...secrets), fc.constantFrom('', ' ', '\n', '"', ': ', '('), fc.boolean(), async (secret, around, isDraft) => {
      const from = isDraft ? { kind: 'openai-compatible' as const, baseUrl: address, model: 'house-model' } : { id: 'house' };
      await house.client.connectors.ask({ ...from, prompt: `Tell of${around} ${secret}${around} now`, system: `You know ${secret}.` });
    }), { numRuns: 12 });

    expect(server.requests).toHaveLength(12);
    expectClean(heard());
  }, 120_000);

  it('is what a rule can look for: a pattern that cannot be used is refused with its name', async () => {
    const refused = house.client.settings.set({ section: 'hooks', value: { rules: [{ id: 'broken', do: 'block', pattern: '(' }] } });
    await expect(refused).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('the hook "broken"') });
    expect((await section('hooks'))['rules']).toHaveLength(2);
  }, 60_000);
});

async function section(name: 'network' | 'hooks'): Promise<JsonObject> {
  const { value } = await house.client.settings.get({ section: name });
  if (!isJsonObject(value)) throw new Error(`the section ${name} is no object`);
  return value;
}
