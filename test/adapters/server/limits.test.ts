import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

const mebibyte = 1024 * 1024;
let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

function post(path: string, body: string | Buffer, options: { readonly isChunked?: boolean } = {}) {
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
  return rawRequest(server.address, { path, method: 'POST', headers, body, ...options });
}

/** All that comes back on a bare connection until the other side ends it. */
function conversation(...sent: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => { for (const piece of sent) socket.write(piece); });
    socket.on('data', (chunk) => { text += chunk.toString(); });
    socket.on('error', reject);
    socket.on('close', () => { resolve(text); });
  });
}

describe('what a request may cost', () => {
  it.each([
    ['/rpc/runs/list', 1],
    ['/rpc/nowhere/nothing', 1],
    ['/rpc/workflows/toString', 1],
    ['/api/workflows', 16],
    ['/rpc/workflows/update', 16],
    ['/api/workflows/one/verify', 16],
    ['/rpc/workflows/import', 16],
    ['/api/workflows/import', 16],
    ['/session', 4 / 1024],
  ])('refuses a body on %s that says it is larger than %d MiB', async (path, limit) => {
    const answer = await post(path, Buffer.alloc(Math.floor(limit * mebibyte) + 1, ' '));

    expect(answer.status).toBe(413);
    expect(answer.text).toContain('input_invalid');
  });

  it('refuses a body that turns out too large while it comes', async () => {
    const answer = await post('/rpc/runs/list', Buffer.alloc(mebibyte + 1, ' '), { isChunked: true });

    expect(answer.status).toBe(413);
  });

  it('takes a file of several mebibytes', async () => {
    const content = Buffer.alloc(3 * mebibyte, 'x').toString('base64');

    const answer = await post('/api/files/upload', JSON.stringify({ name: 'large.txt', content }));

    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.text)).toMatchObject({ bytes: 3 * mebibyte });
  });

  it.each([
    ['no JSON', '{"json":'],
    ['not UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22])],
    ['a value nested 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['no envelope', '[1]'],
    ['nothing', 'null'],
  ])('answers %s with input_invalid', async (_what, body) => {
    const answer = await post('/rpc/runs/start', body);

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).json.data).toMatchObject({ code: 'input_invalid' });
  });

  it('counts brackets in strings as text', async () => {
    const answer = await post('/api/workflows', JSON.stringify({ name: '["\\'.repeat(60) }));

    expect(answer.status).toBe(200);
  });

  it('refuses headers of more than 16 KiB', async () => {
    const answer = await rawRequest(server.address, { path: '/', headers: { 'x-long': 'x'.repeat(17 * 1024) } });

    expect(answer.status).toBe(431);
  });

  it.each(['http://evil.example/api/system/info', '//evil.example/', '*'])('refuses the request line "%s", which is no path', async (target) => {
    const { host } = new URL(server.address);

    const text = await conversation(`GET ${target} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);

    expect(text).toMatch(/^HTTP\/1\.1 400 /u);
  });

  it('closes a connection whose headers do not come to an end', async () => {
    const text = await conversation('GET / HTTP/1.1\r\n', `host: ${new URL(server.address).host}\r\n`);

    expect(text).toMatch(/^HTTP\/1\.1 408 /u);
  });

  it('closes a connection whose body stands still', async () => {
    const text = await conversation(`POST /rpc/runs/list HTTP/1.1\r\nhost: ${new URL(server.address).host}\r\nauthorization: Bearer ${server.token}\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"json":`);

    expect(text).toMatch(/^HTTP\/1\.1 408 /u);
    expect(text).toContain('Nothing of the body came');
  });

  it('still answers while 2,000 connections are idle', async () => {
    const { hostname, port } = new URL(server.address);
    const idle = Array.from({ length: 2000 }, () => connect(Number(port), hostname));
    await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));

    expect((await rawRequest(server.address, { path: '/api/openapi.json' })).status).toBe(200);
    for (const socket of idle) socket.destroy();
  });
});
