import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { planOutside } from '../../../src/server/listening/listen-outside.ts';
import { certificateFiles } from './certificate-files.ts';
import { errorFromWire } from '../../../src/core/domain/model/error-wire.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
let made: { readonly wide: string; readonly narrow: string; readonly revoked: string };
beforeAll(async () => {
  server = await openServer({ port: 0, requestsPerSecond: 100_000 });
  const { tokens } = server.host.app.client(localUser('process'));
  const [wide, narrow, revoked] = [await tokens.create({ name: 'wide', scopes: ['runs:read'] }), await tokens.create({ name: 'narrow', scopes: ['workflows:admin'] }), await tokens.create({ name: 'revoked', scopes: ['admin'] })];
  await tokens.revoke({ name: 'revoked' });
  made = { wide: wide.token, narrow: narrow.token, revoked: revoked.token };
});
afterAll(() => server.close());

interface Row {
  readonly host: string;
  readonly origin: string | undefined;
  readonly site: string | undefined;
  readonly token: string | undefined;
  readonly type: string | undefined;
}

/** Every combination of what a request may say about itself. */
function rows(port: string, token: string): Row[] {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, '127.0.0.1', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, `0.0.0.0:${port}`];
  const origins = (host: string) => [undefined, `http://${host}`, 'null', 'http://evil.example', `https://${host}`, 'http://127.0.0.1:1'];
  const sites = [undefined, 'none', 'same-origin', 'same-site', 'cross-site'];
  const tokens = [undefined, `Bearer ${token}`, 'Bearer wrong', `Basic ${token}`, ...Object.values(made).map((each) => `Bearer ${each}`), `Bearer ${made.wide.slice(0, -1)}`];
  const types = ['application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded', undefined];
  return hosts.flatMap((host) => origins(host).flatMap((origin) => sites.flatMap((site) => tokens.flatMap((bearer) => types.map((type) => ({ host, origin, site, token: bearer, type }))))));
}

/** What the design says, check by check; written apart from the server. */
function expected({ host, origin, site, token, type }: Row, { port, secret }: { readonly port: string; readonly secret: string }): number {
  if (!['127.0.0.1', 'localhost', '[::1]'].some((name) => host === `${name}:${port}`)) return 421;
  if (origin !== undefined && origin !== `http://${host}`) return 403;
  if (site === 'cross-site' || site === 'same-site') return 403;
  if (![secret, made.wide, made.narrow].some((known) => token === `Bearer ${known}`)) return 401;
  if (type?.startsWith('application/json') !== true) return 415;
  return token === `Bearer ${made.narrow}` ? 403 : 200;
}

function headersOf({ host, origin, site, token, type }: Row): { [name: string]: string } {
  const named = { host, origin, 'sec-fetch-site': site, authorization: token, 'content-type': type };
  return Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}

describe('the table of who may call', () => {
  it('answers every combination of host, origin, site, token and body type as designed', async () => {
    const { port } = new URL(server.address);
    const table = rows(port, server.token);
    const wrong: unknown[] = [];
    const counts = new Map<number, number>();

    for (const batch of chunksOf(table, 8)) {
      await Promise.all(batch.map(async (row) => {
        const { status } = await rawRequest(server.address, { path: '/rpc/runs/list', method: 'POST', headers: headersOf(row), body: '{"json":{}}' });
        counts.set(status, (counts.get(status) ?? 0) + 1);
        const wanted = expected(row, { port, secret: server.token });
        if (status !== wanted) wrong.push({ ...row, status, wanted });
      }));
    }

    expect(wrong).toEqual([]);
    expect(table).toHaveLength(7 * 6 * 5 * 8 * 4);
    expect([...counts.keys()].toSorted((a, b) => a - b)).toEqual([200, 401, 403, 415, 421]);
  });

  it.each([
    ['/rpc/runs/list', 'the envelope of oRPC', (text: string): unknown => JSON.parse(text).json],
    ['/api/runs', 'plain JSON', (text: string): unknown => JSON.parse(text)],
  ])('says on %s what was wrong and what to do, in %s', async (path, _form, read) => {
    const { status, text, headers } = await rawRequest(server.address, { path, headers: { host: new URL(server.address).host } });

    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer');
    expect(errorFromWire(read(text))).toMatchObject({ code: 'access_denied', message: 'This request has no token.', next: expect.stringContaining('host.json') });
  });

  it('guards the page and the exchange of codes against other hosts and pages, too', async () => {
    const foreign = { host: 'evil.example' };
    const framed = { host: new URL(server.address).host, 'sec-fetch-site': 'cross-site' };
    for (const path of ['/', '/session', '/api/openapi.json', '/nothing']) {
      expect((await rawRequest(server.address, { path, headers: foreign })).status, path).toBe(421);
      expect((await rawRequest(server.address, { path, headers: framed })).status, path).toBe(403);
    }
  });

  it('answers no preflight, so no other origin is ever allowed in', async () => {
    const answer = await rawRequest(server.address, { path: '/rpc/runs/list', method: 'OPTIONS', headers: { host: new URL(server.address).host, origin: 'http://evil.example', 'access-control-request-method': 'POST' } });

    expect(answer.status).toBe(403);
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

const elsewhere = Object.values(networkInterfaces()).flat().find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address ?? '';

describe.runIf(elsewhere !== '').each([
  ['over TLS', true],
  ['insecurely', false],
])('the table of who may call from elsewhere, %s', (_how, isTls) => {
  it('answers every combination of host, origin, site, token and path as designed', async () => {
    const name = 'aiwm.example.org';
    const files = isTls ? await certificateFiles([name]) : undefined;
    const open = await openServer({ port: 0, requestsPerSecond: 100_000, outside: await planOutside({ listen: `${elsewhere}:0`, isInsecure: !isTls, ...(files === undefined ? {} : { tls: files }) }, Date.now()) });
    try {
      const { token } = await open.host.app.client(localUser('process')).tokens.create({ name: 'wide', scopes: ['runs:read'] });
      const { port } = new URL(open.outside[0] ?? '');
      const scheme = isTls ? 'https' : 'http';
      const trust = files === undefined ? {} : { tls: { ca: files.authority, servername: name } };
      const own = [`${elsewhere}:${port}`, ...(isTls ? [`${name}:${port}`] : [])];
      const hosts = [...own, `evil.example:${port}`, `localhost:${port}`, `127.0.0.1:${port}`, elsewhere];
      const table = hosts.flatMap((host) => [undefined, `${scheme}://${host}`, 'null', `${isTls ? 'http' : 'https'}://${host}`].flatMap((origin) => [undefined, 'same-origin', 'cross-site'].flatMap((site) => [undefined, token, open.token, 'wrong'].flatMap((bearer) => ['/api/runs', '/'].map((path) => ({ host, origin, site, bearer, path }))))));
      const wanted = ({ host, origin, site, bearer, path }: (typeof table)[number]): number => {
        if (!own.includes(host)) return 421;
        if ((origin !== undefined && origin !== `${scheme}://${host}`) || site === 'cross-site') return 403;
        if (path === '/') return isTls ? 200 : 403;
        return bearer === token ? 200 : 401;
      };
      const wrong: unknown[] = [];
      for (const batch of chunksOf(table, 8)) {
        await Promise.all(batch.map(async (row) => {
          const said = { host: row.host, origin: row.origin, 'sec-fetch-site': row.site, authorization: row.bearer === undefined ? undefined : `Bearer ${row.bearer}` };
          const headers = Object.fromEntries(Object.entries(said).flatMap(([header, value]) => (value === undefined ? [] : [[header, value]])));
          const { status } = await rawRequest(`${scheme}://${elsewhere}:${port}`, { path: row.path, headers, ...trust });
          // Guessing ends after five misses a minute, whatever was guessed; where no page is built, its place says so.
          const isSame = status === wanted(row) || (wanted(row) === 401 && status === 429) || (wanted(row) === 200 && row.path === '/' && status === 503);
          if (!isSame) wrong.push({ ...row, status, wanted: wanted(row) });
        }));
      }

      expect(wrong).toEqual([]);
      expect(table.length).toBeGreaterThan(200);
    } finally {
      await open.close();
    }
  });
});

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
