import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createOutgoingClient, type OutgoingClient } from '../../../src/core/http/outgoing-client.ts';
import { openPrivateServer, type PrivateServer } from './private-server.ts';

const never = new AbortController().signal;
const allowing = ({ port }: { readonly port: number }): OutgoingClient => createOutgoingClient({ allowedPrivateHosts: async () => [`127.0.0.1:${port}`] });
const at = ({ port }: { readonly port: number }): string => `http://127.0.0.1:${port}/`;
const ask = async (server: { readonly port: number }, more: { readonly timeoutMs?: number; readonly maxResponseBytes?: number } = {}, signal = never) => allowing(server).request({ method: 'GET', url: at(server), ...more }, signal);
const allClosed = async (server: PrivateServer): Promise<void> => expect.poll(() => server.openSockets.size).toBe(0);

describe('an answer', () => {
  it.each([
    { packed: 'gzip', pack: gzipSync }, { packed: 'br', pack: brotliCompressSync }, { packed: 'deflate', pack: deflateSync }, { packed: 'zstd', pack: zstdCompressSync },
    { packed: 'gzip, br', pack: (bytes: Buffer) => brotliCompressSync(gzipSync(bytes)) }, { packed: 'identity', pack: (bytes: Buffer) => bytes },
  ])('is unpacked from $packed', async ({ packed, pack }) => {
    await using server = await openPrivateServer((_request, response) => response.writeHead(200, { 'content-encoding': packed }).end(pack(Buffer.from('words '.repeat(2000)))));

    expect(new TextDecoder().decode((await ask(server)).body)).toBe('words '.repeat(2000));
    expect(await (await allowing(server).fetch(at(server))).text()).toBe('words '.repeat(2000));
    await allClosed(server);
  });

  it.each([
    { what: 'says it is large', answer: { headers: { 'content-length': '50000000' }, body: () => Buffer.alloc(1024) } },
    { what: 'is large without saying so', answer: { headers: {}, body: () => Buffer.alloc(3 * 1024 * 1024) } },
    { what: 'is a gzip bomb', answer: { headers: { 'content-encoding': 'gzip' }, body: () => gzipSync(Buffer.alloc(40 * 1024 * 1024)) } },
    { what: 'is a brotli bomb', answer: { headers: { 'content-encoding': 'br' }, body: () => brotliCompressSync(Buffer.alloc(40 * 1024 * 1024)) } },
    { what: 'is a bomb in a bomb', answer: { headers: { 'content-encoding': 'gzip, gzip' }, body: () => gzipSync(gzipSync(Buffer.alloc(40 * 1024 * 1024))) } },
  ])('that $what is given up at the limit, and the connection closed', async ({ answer }) => {
    const body = answer.body();
    await using server = await openPrivateServer((_request, response) => response.writeHead(200, answer.headers).end(body));

    await expect(ask(server, { maxResponseBytes: 1024 * 1024 })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('larger than 1048576 bytes') });
    await allClosed(server);
  });

  it('packed in a way nobody knows, or many times over, is refused', async () => {
    for (const encoding of ['compress', 'gzip, gzip, gzip', 'aes128gcm']) {
      await using server = await openPrivateServer((_request, response) => response.writeHead(200, { 'content-encoding': encoding }).end('x'));
      await expect(ask(server)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('cannot be unpacked') });
      await allClosed(server);
    }
  });

  it('that is no gzip though it says so is a failure of the service', async () => {
    await using server = await openPrivateServer((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('plain'));

    await expect(ask(server)).rejects.toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('cannot be unpacked') });
  });

  it.each([
    { what: 'the head', answer: () => undefined },
    { what: 'the body', answer: (response: { write(text: string): unknown }) => void response.write('a') },
    { what: 'the next byte, one at a time for ever', answer: (response: { write(text: string): unknown; on(event: 'close', listener: () => void): unknown }) => {
      const drip = setInterval(() => response.write('a'), 20);
      response.on('close', () => { clearInterval(drip); });
    } },
  ])('whose server keeps us waiting for $what is given up in time', async ({ answer }) => {
    await using server = await openPrivateServer((_request, response) => { answer(response); });

    await expect(ask(server, { timeoutMs: 300 })).rejects.toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('took longer than 300 ms') });
    await allClosed(server);
  });

  it.each([
    { what: 'before its head', bytes: '' },
    { what: 'within its head', bytes: 'HTTP/1.1 200 OK\r\nContent-Le' },
    { what: 'within its body', bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf' },
    { what: 'within a chunk', bytes: 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nhalf' },
    { what: 'with words of another protocol', bytes: '220 mail.test ESMTP\r\n' },
    { what: 'with a head without end', bytes: `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}` },
    { what: 'with two lengths', bytes: 'HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nhalf' },
  ])('that breaks off $what is a failure of the service', async ({ bytes }) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(bytes));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const place = { port: (server.address() as AddressInfo).port };

    await expect(ask(place)).rejects.toMatchObject({ code: 'connector_unavailable' });
    await expect(allowing(place).fetch(at(place)).then(async (response) => response.text())).rejects.toBeInstanceOf(Error);
    server.close();
  });

  it('has its headers in small letters, repeated ones joined, and no body where there is none', async () => {
    await using server = await openPrivateServer((request, response) => {
      if (request.method === 'HEAD') response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': '50000000' }).end();
      else response.writeHead(204, [['X-One', 'a'], ['x-one', 'b']] as unknown as string[]).end();
    });

    const client = allowing(server);
    expect(await client.request({ method: 'DELETE', url: at(server) }, never)).toMatchObject({ status: 204, headers: { 'x-one': 'a, b' }, body: new Uint8Array() });
    expect(await client.request({ method: 'HEAD', url: at(server) }, never)).toMatchObject({ status: 200, body: new Uint8Array() });
    expect((await client.fetch(at(server), { method: 'DELETE' })).body).toBeNull();
    await allClosed(server);
  });
});

describe('aborting', () => {
  it.each(['before anything is sent', 'while the head is awaited', 'while the body is read'])('%s throws the reason and closes the connection', async (when) => {
    const stop = new AbortController();
    const reason = new Error('enough');
    await using server = await openPrivateServer((_request, response) => {
      if (when === 'while the body is read') response.write('a');
      setImmediate(() => { stop.abort(reason); });
    });
    if (when === 'before anything is sent') stop.abort(reason);

    await expect(ask(server, {}, stop.signal)).rejects.toBe(reason);

    expect(server.requests).toHaveLength(when === 'before anything is sent' ? 0 : 1);
    await allClosed(server);
  });
});

it.each([
  { name: 'host', value: 'other.test' }, { name: 'Transfer-Encoding', value: 'chunked' }, { name: 'content-length', value: '1' }, { name: 'connection', value: 'upgrade' }, { name: 'x', value: 'a\r\nb: c' }, { name: 'x y', value: 'a' }, { name: '', value: 'a' }, { name: 'x', value: 'Ω' },
])('a header $name is refused before anything is sent', async ({ name, value }) => {
  await using server = await openPrivateServer();

  await expect(allowing(server).request({ method: 'GET', url: at(server), headers: { [name]: value } }, never)).rejects.toMatchObject({ code: 'input_invalid' });
  expect(server.connections).toBe(0);
});

it('a body that is too large is not sent', async () => {
  await using server = await openPrivateServer();

  await expect(allowing(server).request({ method: 'POST', url: at(server), body: new Uint8Array(33 * 1024 * 1024) }, never)).rejects.toMatchObject({ code: 'input_invalid' });
  expect(server.connections).toBe(0);
});

it('every request has a connection of its own', async () => {
  await using server = await openPrivateServer();
  const client = allowing(server);

  for (let count = 0; count < 3; count += 1) await client.request({ method: 'GET', url: at(server) }, never);

  expect(server.connections).toBe(3);
  await allClosed(server);
});

it('a port where nobody listens could not be reached', async () => {
  const server = await openPrivateServer();
  await server[Symbol.asyncDispose]();

  await expect(ask(server)).rejects.toMatchObject({ code: 'connector_unavailable', message: expect.stringContaining('could not be reached (ECONNREFUSED)') });
  await expect(allowing(server).fetch(at(server))).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNREFUSED' } });
});
