import { chmod } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type OutsideOptions, planOutside } from '../../../src/server/listening/listen-outside.ts';
import { certificateFiles } from './certificate-files.ts';
import { openServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

const day = 24 * 60 * 60_000;
const elsewhere = Object.values(networkInterfaces()).flat().find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address ?? '';

async function open(options: OutsideOptions) {
  const server = await openServer({ port: 0, outside: await planOutside(options, Date.now()) });
  cleanups.push(() => server.close());
  return server;
}

function plan(options: OutsideOptions, now = Date.now()) {
  return planOutside(options, now);
}

describe('what other machines are let in by', () => {
  it('is nothing, unless somebody asks for it', async () => {
    expect(await plan({})).toEqual({ publicUrls: [] });
  });

  it.each([
    ['without TLS', { listen: '0.0.0.0' }, '--insecure'],
    ['with TLS and insecure at once', { listen: '0.0.0.0', isInsecure: true, tls: { cert: 'c', key: 'k' } }, 'Leave one'],
    ['at this machine itself', { listen: '127.0.0.1:8443', isInsecure: true }, '--port'],
    ['at this machine itself, written otherwise', { listen: '[::ffff:127.0.0.1]', isInsecure: true }, '--port'],
    ['at a name', { listen: 'example.org', isInsecure: true }, '0.0.0.0'],
    ['at a port that is none', { listen: '0.0.0.0:70000', isInsecure: true }, '0.0.0.0'],
    ['with a certificate and nowhere', { tls: { cert: 'c', key: 'k' } }, '--listen'],
    ['insecurely and nowhere', { isInsecure: true }, '--listen'],
    ['behind an address without TLS', { publicUrls: ['http://aiwm.example.org'] }, '--insecure'],
    ['behind an address with a path', { publicUrls: ['https://aiwm.example.org/here'] }, 'without a path'],
    ['behind an address with a password', { publicUrls: ['https://me:secret@aiwm.example.org'] }, 'without a path'],
    ['behind what is no address', { publicUrls: ['aiwm.example.org'] }, 'https://'],
  ])('is refused %s', async (_how, options, next) => {
    await expect(plan(options)).rejects.toMatchObject({ code: 'usage', next: expect.stringContaining(next) });
  });

  it('is a certificate that holds, with its own key, which not everybody can read', async () => {
    const [tls, other] = [await certificateFiles(['aiwm.example.org', '*.example.com']), await certificateFiles()];
    const listen = '0.0.0.0:0';

    expect(await plan({ listen, tls })).toMatchObject({ at: { host: '0.0.0.0', port: 0 }, certificate: { names: ['aiwm.example.org'] } });
    await expect(plan({ listen, tls: { cert: tls.cert, key: other.key } })).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('not that of the certificate') });
    await expect(plan({ listen, tls }, Date.now() + 3 * day)).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('expired') });
    await expect(plan({ listen, tls }, Date.now() - 3 * day)).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('holds only from') });
    await expect(plan({ listen, tls: { ...tls, key: tls.cert } })).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('--tls-key') });
    await expect(plan({ listen, tls: { ...tls, cert: tls.key } })).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('--tls-cert') });
    await expect(plan({ listen, tls: { ...tls, cert: path.join(path.dirname(tls.cert), 'missing.pem') } })).rejects.toMatchObject({ code: 'input_invalid' });
  });

  it.skipIf(process.platform === 'win32')('is no key that everybody on this machine may read', async () => {
    const tls = await certificateFiles();
    await chmod(tls.key, 0o644);

    await expect(plan({ listen: '0.0.0.0', tls })).rejects.toMatchObject({ code: 'precondition_failed', next: expect.stringContaining('chmod') });
  });
});

describe.runIf(elsewhere !== '')('a server that other machines may reach', () => {
  it('speaks TLS there, under the names of its certificate and the address that was called, and nothing else', async () => {
    const tls = await certificateFiles(['aiwm.example.org']);
    const server = await open({ listen: `${elsewhere}:0`, tls });
    const outside = server.outside[0] ?? '';
    const { port } = new URL(outside);
    const trust = { tls: { ca: tls.authority, servername: 'aiwm.example.org' } };
    const there = `https://${elsewhere}:${port}`;

    expect(outside).toBe(`https://aiwm.example.org:${port}`);
    const statusFor = async (host: string, more: { readonly [name: string]: string } = {}) => (await rawRequest(there, { path: '/api/openapi.json', headers: { host, ...more }, ...trust })).status;
    expect(await statusFor(`aiwm.example.org:${port}`)).toBe(200);
    expect(await statusFor(`${elsewhere}:${port}`)).toBe(200);
    expect(await statusFor(`aiwm.example.org:${port}`, { origin: outside })).toBe(200);
    expect(await statusFor(`evil.example:${port}`)).toBe(421);
    expect(await statusFor(`localhost:${port}`)).toBe(421);
    expect(await statusFor('aiwm.example.org')).toBe(421);
    expect(await statusFor(`aiwm.example.org:${port}`, { origin: `http://aiwm.example.org:${port}` })).toBe(403);
    expect(await statusFor(`aiwm.example.org:${port}`, { 'sec-fetch-site': 'cross-site' })).toBe(403);
    await expect(rawRequest(`http://${elsewhere}:${port}`, { path: '/' })).rejects.toThrow(/socket hang up|ECONNRESET/u);
  });

  it('lets a tab in by its link over TLS, but never the token of the host file', async () => {
    const tls = await certificateFiles(['aiwm.example.org']);
    const server = await open({ listen: `${elsewhere}:0`, tls });
    const outside = server.outside[0] ?? '';
    const { host, port } = new URL(outside);
    const there = `https://${elsewhere}:${port}`;
    const trust = { tls: { ca: tls.authority, servername: 'aiwm.example.org' } };
    const code = new URL(server.link(outside)).hash.replace('#code=', '');

    const opened = await rawRequest(there, { path: '/session', method: 'POST', headers: { host, 'content-type': 'application/json' }, body: JSON.stringify({ code }), ...trust });
    const { token } = JSON.parse(opened.text) as { token: string };

    const asked = async (bearer: string) => (await rawRequest(there, { path: '/api/system/info', headers: { host, authorization: `Bearer ${bearer}` }, ...trust })).status;
    expect(await asked(token)).toBe(200);
    expect(await asked(server.token)).toBe(401);
    expect((await rawRequest(server.address, { path: '/api/system/info', headers: { authorization: `Bearer ${server.token}` } })).status).toBe(200);
  });

  it('opens sockets there under the same checks', async () => {
    const tls = await certificateFiles(['aiwm.example.org', `IP:${elsewhere}`]);
    const server = await open({ listen: `${elsewhere}:0`, tls });
    const { host, port } = new URL(server.outside[0] ?? '');
    const answered = (token: string, headers: { readonly [name: string]: string }): Promise<number> => new Promise((resolve, reject) => {
      const socket = new WebSocket(`wss://${elsewhere}:${port}/rpc`, ['aiwm', `token.${token}`], { ca: tls.authority, headers });
      socket.once('open', () => { socket.terminate(); resolve(101); });
      socket.once('unexpected-response', (_request, response) => { resolve(response.statusCode ?? 0); });
      socket.once('error', reject);
    });

    expect(await answered(server.token, { host })).toBe(401);
    expect(await answered(server.token, { host: 'evil.example' })).toBe(421);
  });

  it('shows no page and gives no session where everybody on the way could read along', async () => {
    const server = await open({ listen: `${elsewhere}:0`, isInsecure: true });
    const there = server.outside[0] ?? '';
    const headers = { host: new URL(there).host };
    const code = new URL(server.link()).hash.replace('#code=', '');

    expect(await rawRequest(there, { path: '/', headers })).toMatchObject({ status: 403, text: expect.stringContaining('--tls-cert') });
    expect((await rawRequest(there, { path: '/session', method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify({ code }) })).status).toBe(403);
    expect((await rawRequest(there, { path: '/api/openapi.json', headers })).status).toBe(200);
    // The code is still good where it was meant to be used, and the token it gives is none outside.
    const opened = await rawRequest(server.address, { path: '/session', method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
    const { token } = JSON.parse(opened.text) as { token: string };
    expect((await rawRequest(there, { path: '/api/system/info', headers: { ...headers, authorization: `Bearer ${token}` } })).status).toBe(401);
    expect((await rawRequest(there, { path: '/api/system/info', headers: { ...headers, authorization: `Bearer ${server.token}` } })).status).toBe(401);
  });

  it('frees both ports when it closes, and opens none when one of them is taken', async () => {
    const first = await open({ listen: `${elsewhere}:0`, isInsecure: true });
    const { port } = new URL(first.outside[0] ?? '');

    await expect(open({ listen: `${elsewhere}:${port}`, isInsecure: true })).rejects.toMatchObject({ code: 'conflict', next: expect.stringContaining('--listen') });
    await cleanups.pop()?.();
    const refused = await new Promise((resolve) => { connect({ host: elsewhere, port: Number(port) }).once('error', () => { resolve(true); }).once('connect', () => { resolve(false); }); });
    expect(refused).toBe(true);
  });

  it('is told by addresses others can use, where it listens at all of them', async () => {
    const server = await open({ listen: '0.0.0.0:0', isInsecure: true });
    const there = server.outside.find((each) => new URL(each).hostname === elsewhere) ?? '';

    expect(server.outside.join(' ')).not.toContain('0.0.0.0');
    expect((await rawRequest(there, { path: '/health', headers: { host: new URL(there).host } })).status).toBe(200);
  });

  it('refuses an address that is none of this machine', async () => {
    await expect(open({ listen: '203.0.113.7:0', isInsecure: true })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('203.0.113.7') });
  });
});

describe('a server behind another program', () => {
  it('answers for the address that program is reached at, whose requests come from outside', async () => {
    const server = await open({ publicUrls: ['https://aiwm.example.org'] });
    const host = 'aiwm.example.org';

    expect(server.outside).toEqual(['https://aiwm.example.org']);
    expect((await rawRequest(server.address, { path: '/api/openapi.json', headers: { host, origin: 'https://aiwm.example.org' } })).status).toBe(200);
    expect((await rawRequest(server.address, { path: '/api/openapi.json', headers: { host, origin: 'http://aiwm.example.org' } })).status).toBe(403);
    expect((await rawRequest(server.address, { path: '/api/system/info', headers: { host, authorization: `Bearer ${server.token}` } })).status).toBe(401);
    const code = new URL(server.link('https://aiwm.example.org')).hash.replace('#code=', '');
    expect((await rawRequest(server.address, { path: '/session', method: 'POST', headers: { host, 'content-type': 'application/json' }, body: JSON.stringify({ code }) })).status).toBe(200);
  });
});
