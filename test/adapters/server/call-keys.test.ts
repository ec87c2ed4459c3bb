import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { createCommandsOnce } from '../../../src/core/app/commands-once.ts';
import { createMemoryCommandKeys } from '../../../src/core/storage/memory/memory-command-keys.ts';
import { createMemoryState } from '../../../src/core/storage/memory/memory-state.ts';
import { openHost } from '../../../src/core/app/open-host.ts';
import { startHttpServer } from '../../../src/server/http-server.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
beforeAll(async () => { server = await openServer(); });
afterAll(() => server.close());

interface Told {
  readonly status: number;
  readonly body: { readonly id?: string; readonly code?: string; readonly token?: string; readonly data?: unknown };
}

async function send(path: string, body: unknown, { key, to = server }: { readonly key?: string; readonly to?: Pick<OpenServer, 'address' | 'token'> } = {}): Promise<Told> {
  const headers = { authorization: `Bearer ${to.token}`, 'content-type': 'application/json', ...(key === undefined ? {} : { 'idempotency-key': key }) };
  const { status, text } = await rawRequest(to.address, { path, method: 'POST', headers, body: JSON.stringify(body) });
  return { status, body: JSON.parse(text) as Told['body'] };
}

const called = (name: string) => server.host.app.client(localUser('process')).workflows.list({ search: name });

describe('a command with a key', () => {
  it('is done once however often it is sent, one after another or at the same time, and answers the same', async () => {
    const first = await send('/api/workflows', { name: 'Sent twice' }, { key: 'k-1' });
    expect(await send('/api/workflows', { name: 'Sent twice' }, { key: 'k-1' })).toEqual(first);
    const together = await Promise.all(Array.from({ length: 8 }, () => send('/api/workflows', { name: 'Sent together' }, { key: 'k-2' })));

    expect(first.status).toBe(200);
    expect(new Set(together.map(({ body }) => body.id)).size).toBe(1);
    expect((await called('Sent t')).items).toHaveLength(2);
    expect((await server.host.app.client(localUser('process')).audit.list({ operation: 'workflows.create' })).items).toHaveLength(2);
  });

  it('is done each time without one, and each time with another', async () => {
    for (const key of [undefined, undefined, 'k-3', 'k-4']) expect((await send('/api/workflows', { name: 'Many times' }, key === undefined ? {} : { key })).status).toBe(200);
    expect((await called('Many times')).items).toHaveLength(4);
  });

  it('is refused where its key belongs to another command', async () => {
    await send('/api/workflows', { name: 'Mine' }, { key: 'k-5' });
    expect(await send('/api/workflows', { name: 'Other' }, { key: 'k-5' })).toMatchObject({ status: 409, body: { code: 'conflict', data: { reason: 'key_taken' } } });
    expect((await called('Other')).items).toEqual([]);
  });

  it('that failed did nothing, so it may be sent again', async () => {
    const input = { name: 'taken', scopes: ['read'] };
    await send('/api/tokens', input);
    expect(await send('/api/tokens', input, { key: 'k-6' })).toMatchObject({ body: { code: 'conflict' } });
    expect(await send('/api/tokens', { ...input, name: 'free' }, { key: 'k-6' })).toMatchObject({ status: 200 });
  });

  it('is refused where the key is none', async () => {
    expect(await send('/api/workflows', { name: 'No key' }, { key: 'a'.repeat(201) })).toMatchObject({ status: 400, body: { code: 'input_invalid' } });
    expect((await called('No key')).items).toEqual([]);
  });
});

it('that was in the middle when its host went away is done by no other', async () => {
  const keys = createMemoryCommandKeys(createMemoryState());
  const command = { actor: { kind: 'token', id: 'ci' }, key: 'k', operation: 'workflows.create', input: { name: 'In the middle' } } as const;
  void createCommandsOnce(keys, { now: () => 1 }).run(command, () => new Promise(() => undefined));
  await expect.poll(async () => keys.begin({ id: 'other', fingerprint: '', begunAt: 1 }, 0)).toBeDefined();
  const next = createCommandsOnce(keys, { now: () => 2 });
  let isDone = false;
  const work = async (): Promise<void> => { isDone = true; };

  await expect(next.run(command, work)).rejects.toMatchObject({ code: 'conflict', data: { reason: 'outcome_unknown' } });
  expect(isDone).toBe(false);
  await next.run({ ...command, actor: { kind: 'token', id: 'other' } }, work);
  expect(isDone).toBe(true);
});

it('the next host knows what was done, and keeps nothing of a secret that was answered', async () => {
  const { token } = (await send('/api/tokens', { name: 'kept-nowhere', scopes: ['read'] }, { key: 'k-7' })).body;
  const dataDirectory = server.dataDirectory;
  // The directory stays: only the host ends.
  await server.host.close();
  const host = await openHost({ dataDirectory, samples: [] });
  if (host === undefined) throw new Error('There is a host already.');
  const next = await startHttpServer(host, { port: 0 });
  try {
    const again = await send('/api/tokens', { name: 'kept-nowhere', scopes: ['read'] }, { key: 'k-7', to: next });
    expect(again).toMatchObject({ status: 409, body: { data: { reason: 'already_done' } } });
    expect(JSON.stringify(again)).not.toContain(token);
  } finally {
    await next.close();
    await host.close();
  }
});
