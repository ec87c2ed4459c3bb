import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { openaiWire } from '../../support/openai-wire.ts';
import type { WireServer } from '../../support/wire-server.ts';
import { around, go, node, step } from '../runtime/support/definitions.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let server: WireServer;
let client: ReturnType<typeof processClient>;

beforeEach(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
  server = openaiWire();
  const address = await server.open();
  await client.settings.set({ section: 'network.allowedPrivateHosts', value: [new URL(address).host] });
  await client.connectors.add({ id: 'house', kind: 'openai-compatible', baseUrl: `${address}/v1`, model: 'house-model', prices: { 'house-model': { input: 1_000_000_000, cachedInput: 1_000_000_000, output: 1_000_000_000 } } });
});
afterEach(async () => {
  await server.close();
  await host.close();
});

const listed = async () => (await client.connectors.list({})).items.find(({ id }) => id === 'house');

async function ran(): Promise<string> {
  const name = 'Asks once';
  const definition = around(node('work', 'workStep', { entry: [step('ask', 'llm.chat', { config: { prompt: 'What now?' } })] }), [go('t2', 'work', 'done', 'task-complete')]);
  const { slug } = await client.workflows.create({ name, definition: { ...definition, name } });
  const { id } = await client.runs.start({ workflow: slug, draft: true, attended: true });
  await host.app.idle();
  return id;
}

it('a stand-in is named in the event with whom it stood in for, at its own price, and the one that failed is listed as failed', async () => {
  await client.connectors.activate({ id: 'house' });
  await client.connectors.activate({ id: 'mock', asFallback: true });
  await server.close();
  const id = await ran();

  const { items } = await client.runs.events({ id });
  const answer = items.find(({ type }) => type === 'effect_completed');
  expect(answer).toMatchObject({ severity: 'warning', payload: { usage: { connector: 'mock', insteadOf: { connector: 'house', because: 'connector_unavailable' } } } });
  // The offline model costs nothing, which is known.
  expect(answer?.payload['usage']).toHaveProperty('micros', 0);
  expect(await listed()).toMatchObject({ state: 'failed', detail: expect.stringMatching(/^Its last call failed: /u) });
  await server.open();
});

it('a connector that is named by hand answers itself or not at all', async () => {
  await client.connectors.activate({ id: 'mock', asFallback: true });
  await server.close();

  expect(await failureOf(client.connectors.ask({ id: 'house', prompt: 'hi' }))).toMatchObject({ code: 'connector_unavailable' });
  await server.open();
});

it('without its default key a connector asks with none of the others, and says how one is chosen', async () => {
  await client.vault.setup({ kind: 'password', password: 'correct horse' });
  await client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-prod' });
  await client.credentials.set({ connector: 'house', label: 'sandbox', environment: 'sandbox', secret: 'sk-sandbox' });
  await client.credentials.remove({ connector: 'house', label: 'prod' });
  const asked = server.requests.length;

  expect(await failureOf(client.connectors.ask({ id: 'house', prompt: 'answer' }))).toMatchObject({ code: 'credential_missing' });
  expect(server.requests).toHaveLength(asked);
  expect(await listed()).toMatchObject({ state: 'needs_key', detail: expect.stringContaining('configure house --credential sandbox') });
  await client.connectors.configure({ id: 'house', credential: 'sandbox' });
  await client.connectors.ask({ id: 'house', prompt: 'answer' });
  expect(server.last.headers.authorization).toBe('Bearer sk-sandbox');
});

it('a test of a key is of the new one, though the one before is taken within its grace', async () => {
  await client.vault.setup({ kind: 'password', password: 'correct horse' });
  await client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-prod' });
  await client.credentials.rotate({ connector: 'house', secret: 'sk-wrong', graceMinutes: 60, test: false });

  expect(await failureOf(client.credentials.test({ connector: 'house' }))).toMatchObject({ code: 'credential_rejected' });
  expect((await client.credentials.list({})).items).toMatchObject([{ state: 'untested' }]);
  expect((await client.connectors.ask({ id: 'house', prompt: 'answer' })).connector).toBe('house');
});

it('no key is kept that has expired', async () => {
  await client.vault.setup({ kind: 'password', password: 'correct horse' });

  expect(await failureOf(client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-any', expiresAt: '2020-01-01T00:00:00Z' }))).toMatchObject({ code: 'input_invalid', data: { field: 'expiresAt' } });
  expect((await client.credentials.list({})).items).toEqual([]);
});

it('a new key that is rejected leaves the one before in force, and says so', async () => {
  await client.vault.setup({ kind: 'password', password: 'correct horse' });
  await client.credentials.set({ connector: 'house', label: 'prod', secret: 'sk-prod' });

  expect(await failureOf(client.credentials.rotate({ connector: 'house', secret: 'sk-wrong' }))).toMatchObject({ code: 'credential_rejected', next: 'The key of before stays in force. Try another: `aiwm connectors credentials rotate house --label prod`.' });
});

it('nobody is said to stand in for itself', async () => {
  await client.connectors.activate({ id: 'mock', asFallback: true });

  expect(await client.connectors.activate({ id: 'mock' })).toEqual({ llm: 'mock' });
});

it('a change that says nothing is refused, and a connector without an address says that it needs one', async () => {
  expect(await failureOf(client.connectors.configure({ id: 'house' }))).toMatchObject({ code: 'input_invalid', message: expect.stringContaining('"house"') });
  const { items } = await client.connectors.list({});
  expect(items.find(({ id }) => id === 'local')?.detail).toBe('Say where it is: `aiwm connectors configure local --base-url <address> --model <model>`.');
});

it('a key that is named and not there is asked for by its name', async () => {
  expect(await client.connectors.configure({ id: 'house', credential: 'nosuch' })).toMatchObject({ state: 'needs_key', detail: 'There is no key "nosuch": `aiwm connectors credentials set house --label nosuch`.' });
});
