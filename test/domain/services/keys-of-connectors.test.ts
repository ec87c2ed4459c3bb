import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Host } from '../../../src/core/app/app.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { openaiWire } from '../../support/openai-wire.ts';
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
  await client.connectors.add({ id: 'house', kind: 'openai-compatible', baseUrl: `${address}/v1`, model: 'house-model' });
  await client.vault.setup({ kind: 'password', password: 'correct horse' });
});
afterEach(async () => {
  await server.close();
  await host.close();
});

const house = { connector: 'house', label: 'prod' } as const;
const failureOf = async (call: Promise<unknown>): Promise<unknown> => call.then(() => undefined, (error: unknown) => error);
const labels = async (): Promise<readonly string[]> => (await client.credentials.list({ connector: 'house' })).items.map(({ label }) => label);

describe('a key', () => {
  it('that its service does not take is not kept, and does not take the place of one it takes', async () => {
    expect(await failureOf(client.credentials.set({ ...house, secret: 'sk-wrong' }))).toMatchObject({ code: 'credential_rejected' });
    expect(await labels()).toEqual([]);
    const { fingerprint } = await client.credentials.set({ ...house, secret: 'sk-good' });
    expect(await failureOf(client.credentials.rotate({ ...house, secret: 'sk-wrong' }))).toMatchObject({ code: 'credential_rejected' });

    await client.connectors.ask({ id: 'house', prompt: 'answer' });
    expect(server.last.headers.authorization).toBe('Bearer sk-good');
    expect((await client.credentials.list({})).items).toMatchObject([{ fingerprint }]);
  });

  it('that settings name is not forgotten unless another takes its place or somebody insists', async () => {
    await client.credentials.set({ ...house, secret: 'sk-good', test: false });
    await client.connectors.configure({ id: 'house', credential: 'prod' });

    expect(await failureOf(client.credentials.remove(house))).toMatchObject({ code: 'conflict', message: expect.stringContaining('"house" ask with its key "prod"'), data: { next: expect.stringContaining('connectors configure house --credential') as unknown } });
    expect(await labels()).toEqual(['prod']);
    await client.profiles.create({ name: 'lab' });
    await client.credentials.set({ ...house, profile: 'lab', secret: 'sk-lab', test: false });
    await client.credentials.remove({ ...house, profile: 'lab' });
    await client.credentials.remove({ ...house, force: true });
    expect(await labels()).toEqual([]);
  });

  it('says what it is for, and the list of connectors shows it to the profile that sees the key', async () => {
    await client.profiles.create({ name: 'lab' });
    await client.credentials.set({ ...house, secret: 'sk-1', environment: 'prod', test: false });
    await client.credentials.set({ ...house, label: 'try', secret: 'sk-2', environment: 'sandbox', test: false });
    await client.credentials.set({ ...house, profile: 'lab', secret: 'sk-3', environment: 'laboratory', test: false });
    const shown = async (): Promise<unknown> => (await client.connectors.list({})).items.find(({ id }) => id === 'house')?.environments;

    expect(await shown()).toEqual(['prod', 'sandbox']);
    await client.profiles.use({ name: 'lab' });
    expect(await shown()).toEqual(['laboratory', 'prod', 'sandbox']);
    expect((await client.connectors.list({})).items.find(({ id }) => id === 'mock')).not.toHaveProperty('environments');
  });
});
