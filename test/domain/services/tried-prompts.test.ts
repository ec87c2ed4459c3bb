import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { openaiWire } from '../../support/openai-wire.ts';
import { wholeText } from '../../support/wire-scenes.ts';
import type { WireServer } from '../../support/wire-server.ts';

let host: Host;
let server: WireServer;
let client: ReturnType<typeof processClient>;

beforeEach(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
  server = openaiWire();
  const address = await server.open();
  await client.settings.set({ section: 'network.allowedPrivateHosts', value: [new URL(address).host] });
  await client.connectors.add({ id: 'house', kind: 'openai-compatible', baseUrl: `${address}/v1`, model: 'house-model', prices: { 'house-model': { input: 1_000_000, cachedInput: 100_000, output: 2_000_000 } } });
}, 60_000);
afterEach(async () => {
  await server.close();
  await host.close();
});

const ask = async (prompt: string, more: object = {}) => client.connectors.ask({ id: 'house', prompt, ...more });
const failureOf = async (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, (error: unknown) => error);

describe('a prompt that is tried by hand', () => {
  it('counts in usage, as tried by hand', async () => {
    await ask('answer');

    expect(await client.usage.report({ by: 'connector' })).toMatchObject({ items: [{ group: 'house', calls: 1, inputTokens: 18, outputTokens: 5, micros: 22, assumedCalls: 0 }] });
    expect((await client.usage.report({ by: 'workflow' })).items).toMatchObject([{ title: 'tried by hand', calls: 1 }]);
    expect((await client.usage.report({ by: 'node' })).items).toMatchObject([{ group: 'by-hand' }]);
  });

  it('is not asked where a budget does not allow it, however many are tried at once', async () => {
    await client.budgets.set({ id: 'tries', scope: 'day', connector: 'house', calls: 2 });

    const all = await Promise.all(Array.from({ length: 6 }, async () => failureOf(ask('answer'))));
    expect(all.filter((failure) => failure === undefined)).toHaveLength(2);
    expect(all.find((failure) => failure !== undefined)).toMatchObject({ code: 'budget_exceeded', message: expect.stringContaining('"tries" allows 2 calls') });
    expect(server.requests).toHaveLength(2);
    expect((await client.budgets.list({})).items).toMatchObject([{ id: 'tries', meters: [{ used: { calls: 2 }, reserved: { calls: 0 } }] }]);
  });

  it('counts with the most it may have used where nobody knows what it used, and with nothing where it was not answered to', async () => {
    await client.budgets.set({ id: 'tries', scope: 'day', calls: 10 });
    expect(await failureOf(client.connectors.ask({ kind: 'openai-compatible', baseUrl: 'http://10.255.255.1:81/v1', model: 'house-model', prompt: 'answer' }))).toMatchObject({ code: 'host_denied' });
    expect((await client.usage.report({ by: 'connector' })).items).toEqual([]);

    const stop = new AbortController();
    const asked = failureOf(client.connectors.ask({ id: 'house', prompt: 'stuck' }, { signal: stop.signal }));
    await expect.poll(() => server.requests.length, { timeout: 20_000 }).toBe(1);
    stop.abort();
    await asked;
    expect(await server.last.ended).toBe('closed by the client');
    await expect.poll(async () => (await client.usage.report({ by: 'connector' })).items, { timeout: 20_000 }).toMatchObject([{ group: 'house', calls: 1, assumedCalls: 1 }]);
    expect((await client.budgets.list({})).items).toMatchObject([{ meters: [{ reserved: { calls: 0 } }] }]);
  });

  it('is told piece by piece to whoever listens under its name, and to nobody else', async () => {
    const stop = new AbortController();
    const [mine, other] = await Promise.all(['prompt-one', 'prompt-two'].map(async (name) => client.connectors.follow({ name }, { signal: stop.signal })));
    await Promise.all([mine?.next(), other?.next()]);
    const heard: string[] = [];
    const listening = (async () => { for await (const { text } of mine ?? []) heard.push(text); })();
    const others = other?.next().then(({ done }) => (done === true ? 'nothing' : 'something'), () => 'nothing');

    const { text } = await ask('answer', { follow: 'prompt-one' });
    await listening;
    expect(heard.length).toBeGreaterThan(2);
    expect(heard.join('')).toBe(text);
    expect(text).toBe(wholeText);
    stop.abort();
    expect(await others).toBe('nothing');
  });

  it('shows no key that was typed, whatever the vendor says', async () => {
    const failure = await failureOf(client.connectors.ask({ kind: 'openai-compatible', baseUrl: (await client.connectors.get({ id: 'house' })).settings?.baseUrl ?? '', model: 'house-model', secret: 'sk-typed-canary', prompt: 'fail with credential_rejected' }));

    expect(failure).toMatchObject({ code: 'credential_rejected' });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain('sk-typed-canary');
  });
});
