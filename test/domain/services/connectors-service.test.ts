import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { processClient, openSampleHost } from '../../contracts/fixture/sample-host.ts';
import { claudeWire } from '../../support/claude-wire.ts';
import { openaiWire } from '../../support/openai-wire.ts';
import { wholeText, wireUsage } from '../../support/wire-scenes.ts';
import type { WireServer } from '../../support/wire-server.ts';

let host: Host;
let server: WireServer;
let address: string;
let client: ReturnType<typeof processClient>;

beforeEach(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
  server = openaiWire();
  address = `${await server.open()}/v1`;
  await allow(address, nobody);
});
afterEach(async () => {
  await server.close();
  await host.close();
});

/** Where nobody listens. */
const nobody = 'http://127.0.0.1:9/v1';
/** Servers on this machine are asked only if somebody said so. */
const allow = async (...addresses: readonly string[]) => client.settings.set({ section: 'network', value: { allowedPrivateHosts: addresses.map((one) => new URL(one).host) } });
const add = async (id: string, more: object = {}) => client.connectors.add({ id, kind: 'openai-compatible', baseUrl: address, model: 'house-model', ...more });
const ask = async (id: string | undefined, prompt: string, more: object = {}) => client.connectors.ask({ ...(id === undefined ? {} : { id }), prompt, ...more });
const failureOf = async (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, (error: unknown) => error);

describe('connectors', () => {
  it('one that was added is asked at its address, costs what the settings say, and is counted', async () => {
    await add('house', { prices: { 'house-model': { input: 1_000_000, cachedInput: 100_000, output: 2_000_000 } } });

    const answer = await ask('house', 'answer');

    expect(answer).toMatchObject({ connector: 'house', text: wholeText, stop: 'end', usage: { input: 18, cachedInput: wireUsage.cached, output: 5 }, micros: Math.ceil(11 + 0.7 + 10) });
    expect(server.last.headers.authorization).toBeUndefined();
    expect(await client.connectors.get({ id: 'house' })).toMatchObject({ state: 'ready', settings: { baseUrl: address }, metrics: { calls: 1, failures: 0, inputTokens: 18, outputTokens: 5, circuit: 'closed' } });
  });

  it('a change counts for the next call, while the program runs', async () => {
    await add('house');
    await ask('house', 'answer');
    await client.connectors.configure({ id: 'house', model: 'other-model' });
    await ask('house', 'answer');

    expect(server.requests.map(({ body }) => body)).toMatchObject([{ model: 'house-model' }, { model: 'other-model' }]);
    expect(await client.connectors.get({ id: 'house' })).toMatchObject({ model: 'other-model', settings: { baseUrl: address } });
  });

  it('one that needs a key says so, asks with the key once it is kept, and without it no more', async () => {
    await client.vault.setup({ kind: 'password', password: 'correct horse' });
    await client.connectors.configure({ id: 'chatgpt', baseUrl: address });
    expect((await client.connectors.list({ category: 'llm' })).items).toContainEqual(expect.objectContaining({ id: 'chatgpt', state: 'needs_key' }));
    expect(await failureOf(ask('chatgpt', 'answer'))).toMatchObject({ code: 'credential_missing' });

    await client.credentials.set({ connector: 'chatgpt', label: 'prod', secret: 'sk-first', test: true });
    await ask('chatgpt', 'answer');
    expect(server.last.headers.authorization).toBe('Bearer sk-first');
    await client.credentials.rotate({ connector: 'chatgpt', label: 'prod', secret: 'sk-second', test: true });
    await ask('chatgpt', 'answer');
    expect(server.last.headers.authorization).toBe('Bearer sk-second');
    expect(await failureOf(client.credentials.rotate({ connector: 'chatgpt', label: 'prod', secret: 'sk-wrong', test: true }))).toMatchObject({ code: 'credential_rejected' });

    await client.credentials.remove({ connector: 'chatgpt', label: 'prod' });
    expect(await failureOf(ask('chatgpt', 'answer'))).toMatchObject({ code: 'credential_missing' });
  });

  it('a kept key goes to no address that somebody only tries', async () => {
    await client.vault.setup({ kind: 'password', password: 'correct horse' });
    await client.credentials.set({ connector: 'chatgpt', label: 'prod', secret: 'sk-first', test: false });

    await client.connectors.ask({ kind: 'chatgpt', baseUrl: address, prompt: 'answer' });
    expect(server.last.headers.authorization).toBeUndefined();
    await client.connectors.ask({ kind: 'chatgpt', baseUrl: address, secret: 'sk-typed', prompt: 'answer' });
    expect(server.last.headers.authorization).toBe('Bearer sk-typed');
    expect(await failureOf(client.connectors.ask({ baseUrl: address, prompt: 'answer' }))).toMatchObject({ code: 'input_invalid' });
  });

  it('a test is kept for the list, with what went wrong and what to do', async () => {
    await add('house');
    await add('away', { baseUrl: 'http://127.0.0.1:9/v1' });

    expect(await client.connectors.test({ id: 'house' })).toMatchObject({ ok: true, items: [{ id: 'house', outcome: 'ok', facts: { models: 3, modelOffered: true } }] });
    expect(await failureOf(client.connectors.test({ id: 'away' }))).toMatchObject({ code: 'connector_unavailable' });
    const all = await client.connectors.test({ all: true });

    expect(all.ok).toBe(false);
    expect(all.items).toContainEqual(expect.objectContaining({ id: 'claude', outcome: 'needs_key' }));
    expect(all.items).toContainEqual(expect.objectContaining({ id: 'local', outcome: 'unused' }));
    expect(all.items).toContainEqual(expect.objectContaining({ id: 'local-sqlite', outcome: 'ok' }));
    const { items } = await client.connectors.list({});
    expect(items).toContainEqual(expect.objectContaining({ id: 'away', state: 'failed', tested: expect.objectContaining({ code: 'connector_unavailable', next: expect.stringContaining('aiwm') as unknown }) as unknown }));
    expect(items).toContainEqual(expect.objectContaining({ id: 'house', state: 'ready', tested: expect.objectContaining({ outcome: 'ok' }) as unknown }));
  });

  it('another stands in where the one asked is not available, and the answer says who spoke', async () => {
    const claude = claudeWire();
    await client.vault.setup({ kind: 'password', password: 'correct horse' });
    const other = await claude.open();
    await allow(address, nobody, other);
    await client.connectors.configure({ id: 'claude', baseUrl: other });
    await client.credentials.set({ connector: 'claude', label: 'prod', secret: 'sk-c', test: false });
    await add('away', { baseUrl: 'http://127.0.0.1:9/v1' });
    await client.connectors.activate({ id: 'claude', asFallback: true });

    await client.connectors.activate({ id: 'away', asFallback: false });

    expect(await ask(undefined, 'answer')).toMatchObject({ connector: 'claude', text: wholeText });
    // Whoever names a connector hears that one.
    expect(await failureOf(ask('away', 'answer'))).toMatchObject({ code: 'connector_unavailable', message: expect.not.stringContaining('stand in') });
    expect(await failureOf(ask(undefined, 'fail with input_invalid'))).toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('could not stand in') });
    await claude.close();
  });

  it('models are as just listed, then as kept, and the list says when it could not be asked', async () => {
    await add('house');

    expect(await client.connectors.capabilities({ id: 'house' })).toMatchObject({ source: 'built_in', models: [{ id: 'house-model', isDefault: true }] });
    expect(await client.connectors.capabilities({ connector: 'house', refresh: true })).toMatchObject({ source: 'live', models: expect.arrayContaining([expect.objectContaining({ id: 'gpt-6-sol' })]) });
    await server.close();
    const offline = await client.connectors.capabilities({ id: 'house', refresh: true });
    expect(offline).toMatchObject({ source: 'kept', at: expect.any(String), problem: { code: 'connector_unavailable' } });
    expect(offline.models).toHaveLength(3);
    expect((await client.connectors.capabilities({ id: 'claude' })).models).toContainEqual(expect.objectContaining({ id: 'claude-sonnet-5-5', isDefault: true, contextTokens: 1_000_000, price: expect.objectContaining({ asOf: expect.stringMatching(/^\d{4}-\d\d-\d\d$/u) as unknown }) as unknown }));
    server = openaiWire();
    await server.open();
  });

  it('what cannot be is refused by name: an id twice, one in use, one of the program, one there is not', async () => {
    await add('house');

    expect(await failureOf(add('house'))).toMatchObject({ code: 'conflict' });
    await client.connectors.activate({ id: 'house' });
    expect(await failureOf(client.connectors.remove({ id: 'house' }))).toMatchObject({ code: 'conflict' });
    expect(await failureOf(client.connectors.remove({ id: 'claude' }))).toMatchObject({ code: 'precondition_failed' });
    expect(await failureOf(client.connectors.configure({ id: 'mock', model: 'x' }))).toMatchObject({ code: 'precondition_failed' });
    expect(await failureOf(client.connectors.activate({ id: 'nobody' }))).toMatchObject({ code: 'not_found' });
    expect(await failureOf(client.connectors.add({ id: 'bad', kind: 'openai-compatible', baseUrl: 'https://me:secret@example.org' }))).toMatchObject({ code: 'input_invalid' });
    await client.connectors.activate({ id: 'mock' });
    expect(await client.connectors.remove({ id: 'house' })).toEqual({ id: 'house' });
    expect(await failureOf(client.connectors.get({ id: 'house' }))).toMatchObject({ code: 'not_found' });
  });
});
