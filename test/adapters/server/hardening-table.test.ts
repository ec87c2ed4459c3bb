import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorFromWire } from '../../../src/core/domain/model/error-wire.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
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
  const tokens = [undefined, `Bearer ${token}`, 'Bearer wrong', `Basic ${token}`];
  const types = ['application/json; charset=utf-8', 'text/plain', 'application/x-www-form-urlencoded', undefined];
  return hosts.flatMap((host) => origins(host).flatMap((origin) => sites.flatMap((site) => tokens.flatMap((bearer) => types.map((type) => ({ host, origin, site, token: bearer, type }))))));
}

/** What the design says, check by check; written apart from the server. */
function expected({ host, origin, site, token, type }: Row, { port, secret }: { readonly port: string; readonly secret: string }): number {
  if (!['127.0.0.1', 'localhost', '[::1]'].some((name) => host === `${name}:${port}`)) return 421;
  if (origin !== undefined && origin !== `http://${host}`) return 403;
  if (site === 'cross-site' || site === 'same-site') return 403;
  if (token !== `Bearer ${secret}`) return 401;
  return type?.startsWith('application/json') === true ? 200 : 415;
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
    expect(table).toHaveLength(7 * 6 * 5 * 4 * 4);
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

function chunksOf<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) => items.slice(index * size, (index + 1) * size));
}
