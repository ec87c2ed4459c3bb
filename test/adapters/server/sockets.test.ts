import { once } from 'node:events';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HttpServer, startHttpServer } from '../../../src/server/http-server.ts';
import { closeCodeOf, linkThrough, openSocket, type SocketRequest, statusOf } from './open-socket.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
let session: string;
beforeAll(async () => {
  server = await openServer();
  session = await sessionAt(server);
});
afterAll(() => server.close());

async function sessionAt({ address, link }: Pick<HttpServer, 'address' | 'link'>): Promise<string> {
  const code = new URLSearchParams(new URL(link()).hash.slice(1)).get('code');
  const answer = await rawRequest(address, { path: '/session', method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
  return (JSON.parse(answer.text) as { token: string }).token;
}

interface Row {
  readonly host: string;
  readonly origin: string | undefined;
  readonly site: string | undefined;
  readonly token: string | undefined;
}

/** Every combination of what a request for a socket may say about itself. */
function rows(port: string, token: string): Row[] {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`, `evil.example:${port}`, `127.0.0.1.evil.example:${port}`];
  const origins = (host: string) => [undefined, `http://${host}`, 'null', 'http://evil.example', `ws://${host}`, 'http://127.0.0.1:1'];
  return hosts.flatMap((host) => origins(host).flatMap((origin) => [undefined, 'same-origin', 'same-site', 'cross-site'].flatMap((site) => [undefined, token, 'wrong'].map((each) => ({ host, origin, site, token: each })))));
}

/** What the design says, as for every other request; written apart from the server. */
function expected({ host, origin, site, token }: Row, { port, secret }: { readonly port: string; readonly secret: string }): number {
  if (!['127.0.0.1', 'localhost', '[::1]'].some((name) => host === `${name}:${port}`)) return 421;
  if (origin !== undefined && origin !== `http://${host}`) return 403;
  if (site === 'cross-site' || site === 'same-site') return 403;
  return token === secret ? 101 : 401;
}

function asked({ host, origin, site, token }: Row): SocketRequest {
  const named = { host, origin, 'sec-fetch-site': site };
  return { token, headers: Object.fromEntries(Object.entries(named).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))) };
}

describe('the table of who may open a socket', () => {
  it('answers every combination of host, origin, site and token as designed', async () => {
    const { port } = new URL(server.address);
    const table = rows(port, session);
    const wrong: unknown[] = [];

    for (let at = 0; at < table.length; at += 8) {
      await Promise.all(table.slice(at, at + 8).map(async (row) => {
        const { status } = await statusOf(server.address, asked(row));
        const wanted = expected(row, { port, secret: session });
        if (status !== wanted) wrong.push({ ...row, status, wanted });
      }));
    }

    expect(wrong).toEqual([]);
    expect(table).toHaveLength(5 * 6 * 4 * 3);
  });

  it('refuses a foreign page that somehow has the token of a tab, and says why', async () => {
    const { status, text } = await statusOf(server.address, { token: session, headers: { origin: 'http://evil.example' } });

    expect(status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({ code: 'access_denied', message: expect.stringContaining('http://evil.example'), next: expect.any(String) });
  });

  it('lets a program in with the header of its other requests', async () => {
    expect(await statusOf(server.address, { headers: { authorization: `Bearer ${server.token}` } })).toMatchObject({ status: 101 });
  });

  it.each(['/', '/api/runs', '/rpc/runs/watch', '/session'])('opens none at %s', async (path) => {
    expect(await statusOf(server.address, { path, token: session })).toMatchObject({ status: 404 });
  });

  it('answers a client that offers HTTP/2 as it always did', async () => {
    const { hostname, port } = new URL(server.address);
    const outgoing = request({ hostname, port, path: '/api/openapi.json', headers: { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': '' } }).end();
    const [response] = (await once(outgoing, 'response')) as [{ statusCode: number; resume(): void }];
    response.resume();

    expect(response.statusCode).toBe(200);
  });
});

describe('a page that calls through a socket', () => {
  it('names no program that this machine would start, and a program of this user does', async () => {
    const add = async (token: string): Promise<unknown> => {
      const socket = await openSocket(server.address, { token });
      const answer = await linkThrough(socket).call(['connectors', 'add'], { id: 'desk', kind: 'mcp-stdio', command: 'desk', args: [], tools: [] }, { context: {} }).catch((error: unknown) => error);
      socket.terminate();
      return answer;
    };

    expect(await add(session)).toMatchObject({ code: 'access_denied' });
    expect(await add(server.token)).toMatchObject({ id: 'desk' });
  });
});

describe('what a socket may cost', () => {
  it('ends one that sends more than a call may hold', async () => {
    const socket = await openSocket(server.address, { token: session });
    socket.send('x'.repeat(1024 * 1024 + 1));

    expect(await closeCodeOf(socket)).toBe(1009);
  });

  it.each<[string, string | Buffer]>([
    ['no JSON', '{"i":'],
    ['bytes', Buffer.from('{"i":"1","p":{"u":"/runs/list"}}')],
    ['a call to elsewhere', '{"i":"1","p":{"u":"http://evil.example/runs/list"}}'],
    ['a call without an address', '{"i":"1","p":{}}'],
    ['a form of its own', '{"i":"1","p":{"u":"/runs/list","h":{"content-type":"multipart/form-data; boundary=x"}}}'],
    ['a call that sends a stream', '{"i":"1","t":3,"p":{"e":"message"}}'],
    ['a value nested 100,000 deep', `{"i":"1","p":{"u":"/runs/list","b":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`],
  ])('ends one that sends %s', async (_what, message) => {
    const socket = await openSocket(server.address, { token: session });
    socket.send(message);

    expect(await closeCodeOf(socket)).toBe(1008);
  });

  it('gives one session sixteen, and a place again when one closes', async () => {
    const own = await sessionAt(server);
    const sockets = await Promise.all(Array.from({ length: 16 }, () => openSocket(server.address, { token: own })));
    expect(await statusOf(server.address, { token: own })).toMatchObject({ status: 429, text: expect.stringContaining('rate_limited') });
    expect(await statusOf(server.address, { token: session })).toMatchObject({ status: 101 });

    sockets[0]?.close();

    await expect.poll(() => statusOf(server.address, { token: own })).toMatchObject({ status: 101 });
    for (const socket of sockets) socket.terminate();
  });

  it('leaves a reader that answers no ping, and keeps one that does', async () => {
    const quick = await startHttpServer(server.host, { port: 0, pulseMs: 100 });
    const token = await sessionAt(quick);
    const [dead, alive] = await Promise.all([openSocket(quick.address, { token, isSilent: true }), openSocket(quick.address, { token })]);
    let pings = 0;
    alive.on('ping', () => { pings += 1; });

    expect(await closeCodeOf(dead)).toBe(1006);
    await expect.poll(() => pings).toBeGreaterThan(3);
    expect(alive.readyState).toBe(alive.OPEN);
    await quick.close();
  });
});

describe('a stream through a socket', () => {
  it('stops on the server when its reader aborts, and when the socket is gone', async () => {
    const before = server.host.app.openStreams;
    const socket = await openSocket(server.address, { token: session });
    const link = linkThrough(socket);
    const reader = new AbortController();
    const [one, other] = (await Promise.all([
      link.call(['cards', 'watch'], {}, { context: {}, signal: reader.signal }),
      link.call(['vault', 'watch'], {}, { context: {} }),
    ])) as [AsyncIterator<unknown>, AsyncIterator<unknown>];
    await Promise.all([one.next(), other.next()]);
    expect(server.host.app.openStreams).toBe(before + 2);

    reader.abort();
    await expect.poll(() => server.host.app.openStreams).toBe(before + 1);
    socket.terminate();
    await expect.poll(() => server.host.app.openStreams).toBe(before);
  });

  it('ends with the program that goes away, which says so and frees its port at once', async () => {
    const other = await startHttpServer(server.host, { port: 0 });
    const before = server.host.app.openStreams;
    const socket = await openSocket(other.address, { token: await sessionAt(other) });
    const stream = (await linkThrough(socket).call(['cards', 'watch'], {}, { context: {} })) as AsyncIterator<unknown>;
    await stream.next();

    const [code] = await Promise.all([closeCodeOf(socket), other.close(), expect(stream.next()).rejects.toThrow()]);

    expect(code).toBe(1001);
    expect(server.host.app.openStreams).toBe(before);
    await expect(fetch(other.address)).rejects.toThrow('fetch failed');
  });
});

describe('a session', () => {
  it('outlives the program, as a hash only its owner can read; the token of the host does not', async () => {
    const before = await startHttpServer(server.host, { port: 0 });
    const token = await sessionAt(before);
    await before.close();

    const after = await startHttpServer(server.host, { port: 0 });
    const known = (each: string) => rawRequest(after.address, { path: '/session/mine', headers: { authorization: `Bearer ${each}` } });

    expect((await known(token)).status).toBe(204);
    expect((await known(before.token)).status).toBe(401);
    expect(await statusOf(after.address, { token })).toMatchObject({ status: 101 });
    await after.close();
  });
});
