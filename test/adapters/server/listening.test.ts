import { readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { startHttpServer } from '../../../src/server/http-server.ts';
import { openServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

async function occupy(port: number, host = '127.0.0.1'): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  cleanups.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function open(options?: Parameters<typeof openServer>[0]) {
  const server = await openServer(options);
  cleanups.push(() => server.close());
  return server;
}

/** A port nobody holds, for the moment. */
async function freePort(): Promise<number> {
  const port = await occupy(0);
  await cleanups.pop()?.();
  return port;
}

const hasIpv6 = Object.values(networkInterfaces()).flat().some((entry) => entry?.address === '::1');
const elsewhere = Object.values(networkInterfaces()).flat().find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address;

function isRefused(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port }, () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => { resolve(true); });
  });
}

describe('where the server listens', () => {
  it.skipIf(process.platform === 'win32')('tells other programs of this user its address and token, in a file only they can read', async () => {
    const server = await open();

    const file = path.join(server.dataDirectory, 'host.json');

    expect((await stat(file)).mode & 0o077).toBe(0);
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ address: server.address, token: server.token });
  });

  it.runIf(hasIpv6)('answers over IPv6 on the same port', async () => {
    const server = await open();
    const { port } = new URL(server.address);

    const response = await fetch(`http://[::1]:${port}/api/system/info`, { headers: { authorization: `Bearer ${server.token}` } });

    expect(response.status).toBe(200);
  });

  it.runIf(elsewhere !== undefined)('does not listen on an address other machines could reach', async () => {
    const server = await open();

    expect(await isRefused(elsewhere ?? '', Number(new URL(server.address).port))).toBe(true);
  });

  it('refuses a port that is in use with conflict, naming it and the next step', async () => {
    const taken = await occupy(0);

    await expect(openServer({ port: taken })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(String(taken)),
      next: expect.stringContaining('--port'),
      data: { port: taken },
    });
  });

  it('refuses a number that is no port', async () => {
    await expect(openServer({ port: 70_000 })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('70000') });
  });

  it('takes the port of the settings where none is asked for, and a free one where that is in use', async () => {
    const { host } = await open();
    const usual = await freePort();
    await host.app.client(localUser('process')).settings.set({ section: 'server', value: { port: usual } });

    const first = await startHttpServer(host);
    cleanups.push(() => first.close());
    const second = await startHttpServer(host);
    cleanups.push(() => second.close());

    expect(new URL(first.address).port).toBe(String(usual));
    expect(new URL(second.address).port).not.toBe(String(usual));
    expect((await rawRequest(second.address, { path: '/api/openapi.json' })).status).toBe(200);
  });

  it('frees its port when it closes', async () => {
    const server = await openServer();
    const port = Number(new URL(server.address).port);

    await server.close();

    expect(await occupy(port)).toBe(port);
  });
});
