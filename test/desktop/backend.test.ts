import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppClient } from '../../src/core/app/app.ts';
import { readHostFile } from '../../src/core/app/host-file.ts';
import { errorFromWire } from '../../src/core/domain/model/error-wire.ts';
import { openBackend } from '../../src/main/backend.ts';
import type { Backend, BackendOptions } from '../../src/main/opened-backend.ts';
import { servePort } from '../../src/main/port-door.ts';
import { createChannel } from './recording-electron.ts';

let dataDirectory: string;
const cleanups: (() => unknown)[] = [];
beforeEach(async () => {
  dataDirectory = await mkdtemp(path.join(tmpdir(), 'aiwm-backend-'));
});
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
  await rm(dataDirectory, { recursive: true, force: true });
});

async function open(options: BackendOptions = {}): Promise<{ readonly backend: Backend; readonly client: AppClient }> {
  const backend = await openBackend(dataDirectory, options);
  const { port1, port2 } = createChannel();
  servePort(port1, backend, new AbortController().signal);
  const client = createORPCClient<AppClient>(new RPCLink({ port: port2 }));
  port2.start();
  cleanups.push(() => backend.close(), () => { port2.close(); });
  return { backend, client };
}

it('becomes the host of a directory nobody holds, and listens for the command line', async () => {
  const { backend, client } = await open();

  expect(backend.role).toBe('host');
  expect((await client.system.info({})).host).toMatchObject({ pid: process.pid, address: (await readHostFile(dataDirectory))?.address });
});

it('becomes a client of the host that is there, and says so when that host is gone', async () => {
  const first = await open();
  const second = await open();
  const { id } = await second.client.workflows.create({ name: 'Made by the second' });

  expect(second.backend.role).toBe('client');
  expect(await first.client.workflows.get({ id })).toMatchObject({ name: 'Made by the second' });

  await first.backend.close();
  const failure = errorFromWire(await second.client.workflows.get({ id }).catch((error: unknown) => error));
  expect(failure).toMatchObject({ code: 'connector_unavailable', next: expect.stringContaining('start the program again') });

  const third = await open();
  expect(third.backend.role).toBe('host');
  expect(await third.client.workflows.get({ id })).toMatchObject({ name: 'Made by the second' });
});

it('only reads in safe mode: it shows and follows what there is, drives nothing and changes nothing', async () => {
  const first = await open();
  const { id } = await first.client.workflows.create({ name: 'Made before' });
  await first.backend.close();

  const safe = await open({ isSafe: true });

  expect(safe.backend.role).toBe('reader');
  expect(await readHostFile(dataDirectory)).toBeUndefined();
  expect(await safe.client.workflows.get({ id })).toMatchObject({ name: 'Made before' });
  for (const stream of [safe.client.overview.watch({}), safe.client.cards.watch({}), safe.client.settings.watch({})]) expect((await (await stream).next()).done).toBe(false);
  for (const call of [safe.client.workflows.create({ name: 'No' }), safe.client.settings.set({ section: 'appearance', value: { theme: 'dark' } })]) {
    expect(errorFromWire(await call.catch((error: unknown) => error))).toMatchObject({ code: 'precondition_failed', data: { reason: 'safe_mode' }, next: expect.stringContaining('--safe-mode') });
  }
  expect((await safe.client.workflows.list({})).items.map(({ name }) => name)).not.toContain('No');
});
