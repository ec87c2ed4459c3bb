import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppClient } from '../../src/core/app/app.ts';
import { errorFromWire } from '../../src/core/domain/model/error-wire.ts';
import { localUser } from '../../src/core/domain/model/caller.ts';
import { openBackend } from '../../src/main/backend.ts';
import { servePort } from '../../src/main/port-door.ts';
import { openWorkPlace, type WorkPlace } from '../../src/main/work-place.ts';
import { openServer, type OpenServer } from '../adapters/server/open-server.ts';
import { createChannel } from './recording-electron.ts';

let folder: string;
let server: OpenServer;
const cleanups: (() => unknown)[] = [];
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'aiwm-place-'));
  server = await openServer();
});
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
  await server.close().catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly place: WorkPlace;
  readonly client: AppClient;
  readonly away: unknown[];
}

async function open(): Promise<Opened> {
  const away: unknown[] = [];
  const place = await openWorkPlace(await openBackend(path.join(folder, 'data')), path.join(folder, 'server.json'), (error) => { away.push(error); });
  const { port1, port2 } = createChannel();
  servePort(port1, place.backend, new AbortController().signal);
  const client = createORPCClient<AppClient>(new RPCLink({ port: port2 }));
  port2.start();
  cleanups.push(() => place.backend.close(), () => { port2.close(); });
  return { place, client, away };
}

/** The server is kept under the name `office`, with a token that may do everything. */
async function keepServer({ client }: Opened): Promise<string> {
  const { token } = await server.host.app.client(localUser('process')).tokens.create({ name: 'desk', scopes: ['admin'] });
  if ((await client.vault.status({})).state === 'absent') await client.vault.setup({ kind: 'password', password: 'a long password' });
  await client.servers.add({ name: 'office', url: server.address, secret: token });
  return token;
}

const failure = (error: unknown): unknown => errorFromWire(error);

it('works on a server that was chosen and on this computer again, and its token is in no file and no answer', async () => {
  const opened = await open();
  const { place, client } = opened;
  const token = await keepServer(opened);
  await client.workflows.create({ name: 'Of this computer' });

  await place.choose('office');
  const made = await client.workflows.create({ name: 'Of the server' });
  expect(place.current()).toEqual({ name: 'office', url: server.address });
  expect((await client.workflows.list({ search: 'Of th' })).items.map(({ name }) => name)).toEqual(['Of the server']);
  expect((await server.host.app.client(localUser('process')).audit.list({ operation: 'workflows.create' })).items).toMatchObject([{ actor: 'token:desk', target: made.id }]);
  // Servers are kept on this computer, wherever the window works.
  const { items } = await client.servers.list({});
  expect(items.map(({ name }) => name)).toEqual(['office']);
  expect(`${JSON.stringify(items)}${await readFile(path.join(folder, 'server.json'), 'utf8')}`).not.toContain(token);

  await place.choose(undefined);
  expect((await client.workflows.list({ search: 'Of th' })).items[0]?.name).toBe('Of this computer');
});

it('ends what is followed when it goes elsewhere', async () => {
  const opened = await open();
  await keepServer(opened);
  const stream = await opened.client.overview.watch({});
  expect((await stream.next()).done).toBe(false);

  await opened.place.choose('office');

  for await (const _item of stream) expect(opened.place.current()).toBeDefined();
  const there = await opened.client.overview.watch({});
  expect((await there.next()).done).toBe(false);
  await there.return?.();
});

it('stays where it is when a server is not there, and says why', async () => {
  const opened = await open();
  await keepServer(opened);
  await opened.client.workflows.create({ name: 'Of this computer' });
  await server.host.app.client(localUser('process')).tokens.revoke({ name: 'desk' });

  await expect(opened.place.choose('office')).rejects.toMatchObject({ code: 'access_denied' });
  await expect(opened.place.choose('nobody')).rejects.toMatchObject({ code: 'not_found' });
  expect(opened.place.current()).toBeUndefined();
  expect((await opened.client.workflows.list({ search: 'Of this' })).items).toHaveLength(1);
});

it('says of a server that goes away that it does not answer', async () => {
  const opened = await open();
  await keepServer(opened);
  const quick = await opened.place.choose('office').then(() => opened.client);
  await server.host.app.client(localUser('process')).tokens.revoke({ name: 'desk' });

  expect(failure(await quick.workflows.list({}).catch((error: unknown) => error))).toMatchObject({ code: 'access_denied' });
});

it('opens on this computer, with a word, where the server of last time is not worked on', async () => {
  const opened = await open();
  await keepServer(opened);
  await opened.place.choose('office');
  await opened.place.backend.close();

  const again = await open();

  // The vault wants its password first.
  expect(again.away).toMatchObject([{ code: 'vault_locked' }]);
  expect(again.place.current()).toBeUndefined();
  expect((await again.client.system.info({})).dataDirectory).toBe(path.join(folder, 'data'));
});
