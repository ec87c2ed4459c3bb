import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { readHostFile } from '../../../src/core/app/host-file.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

async function open(options: Parameters<typeof openServer>[0]): Promise<OpenServer> {
  const server = await openServer({ port: 0, ...options });
  onTestFinished(() => server.close());
  return server;
}

/** A call of which the server has the headers and half of the body. */
async function halfCall({ address, token }: OpenServer, { body, half }: { readonly body: string; readonly half: string }): Promise<Socket> {
  const { hostname, port, host } = new URL(address);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`POST /rpc/workflows/create HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: ${body.length}\r\n\r\n`);
  // The server says that it reads the body.
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(first.toString()).toContain('100 Continue');
  socket.write(half);
  return socket;
}

const body = '{"json":{"name":"While it closes"}}';

describe('what looks after the program', () => {
  it('hears without a token whether it answers and is ready', async () => {
    const server = await open({});

    for (const path of ['/health', '/ready']) {
      expect(await rawRequest(server.address, { path }), path).toMatchObject({ status: 200, text: '{"status":"ok"}', headers: { 'cache-control': 'no-store' } });
      expect(await rawRequest(server.address, { path, method: 'HEAD' })).toMatchObject({ status: 200, text: '' });
      expect((await rawRequest(server.address, { path, method: 'POST' })).status).toBe(405);
      expect((await rawRequest(server.address, { path, headers: { host: 'evil.example' } })).status).toBe(421);
    }
  });

  it('hears that it is not ready where its data cannot be read', async () => {
    const server = await open({});
    await server.host.close();

    expect(await rawRequest(server.address, { path: '/ready' })).toMatchObject({ status: 503, text: '{"status":"unready","reason":"data"}' });
    expect((await rawRequest(server.address, { path: '/health' })).status).toBe(200);
  });

  it('hears that it is about to close, while it still answers', async () => {
    const server = await open({ drainMs: 1000 });

    const closed = server.close();

    expect(await rawRequest(server.address, { path: '/ready' })).toMatchObject({ status: 503, text: '{"status":"unready","reason":"closing"}' });
    expect((await rawRequest(server.address, { path: '/api/system/info', headers: { authorization: `Bearer ${server.token}` } })).status).toBe(200);
    await closed;
    await expect(rawRequest(server.address, { path: '/health' })).rejects.toThrow(/ECONNREFUSED|socket hang up/u);
  });
});

describe('a server that closes', () => {
  it('answers what it has begun to read, then gives everything back', async () => {
    const server = await open({ graceMs: 30_000 });
    const socket = await halfCall(server, { body, half: body.slice(0, 10) });
    const read = text(socket);

    const closed = server.close();
    await vi.waitFor(async () => { await expect(rawRequest(server.address, { path: '/health' })).rejects.toThrow(); });
    socket.write(body.slice(10));

    expect(await read).toMatch(/^HTTP\/1\.1 200 [\s\S]*While it closes/u);
    await closed;
    expect(await readHostFile(server.dataDirectory)).toBeUndefined();
  });

  it('waits no longer than its grace for what does not come to an end', async () => {
    const server = await open({ graceMs: 50 });
    const socket = await halfCall(server, { body, half: body.slice(0, 10) });
    socket.on('error', () => undefined);
    const left = once(socket, 'close');

    await server.close();

    await left;
  });
});
