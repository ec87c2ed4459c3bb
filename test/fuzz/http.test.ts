import fc from 'fast-check';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { isErrorCode } from '../../src/core/domain/model/errors.ts';
import { type HttpServer, startHttpServer } from '../../src/server/http-server.ts';
import { type RawAnswer, rawRequest } from '../adapters/server/raw-request.ts';
import { goodCalls, type GoodCall } from './support/door-cases.ts';
import { type FencedHost, openFencedHost } from './support/fenced-host.ts';
import { casesOf, longestMs } from './support/how-many.ts';
import { httpCases, type Place, rawCases } from './support/http-cases.ts';
import { type ProcessWatch, watchProcess } from './support/watch-process.ts';

let host: FencedHost;
let server: HttpServer;
let watch: ProcessWatch;
let good: readonly GoodCall[];
let places: readonly Place[];
beforeAll(async () => {
  host = await openFencedHost();
  // What is followed has no end; it has a test of its own.
  good = (await goodCalls(host)).filter(({ isStream }) => !isStream);
  const page = path.join(host.dataDirectory, 'files', 'page');
  await mkdir(page, { recursive: true });
  await writeFile(path.join(page, 'index.html'), '<!doctype html><title>A page</title>');
  server = await startHttpServer(host, { port: 0, page, requestsPerSecond: 1_000_000 });
  places = await listPlaces();
  watch = watchProcess();
});
afterAll(async () => {
  watch.end();
  await server.close();
  await host.close();
});

const all = casesOf(200_000);

describe('a program with a token asks over HTTP what it likes', () => {
  it('and is answered, or refused with a code', async () => {
    await fc.assert(
      fc.asyncProperty(httpCases(good, places), async (request) => {
        const answer = await soon(rawRequest(server.address, { ...request, headers: { ...request.headers, authorization: `Bearer ${server.token}` } }));
        demandOurs(answer);
        watch.check();
      }),
      { numRuns: Math.ceil(all * 0.75) },
    );
    await host.checkOutside();
  }, longestMs);

  it('byte by byte, and is answered or cut off', async () => {
    await fc.assert(
      fc.asyncProperty(rawCases(good, { host: new URL(server.address).host, token: server.token }), async (text) => {
        const said = await soon(conversation(text));
        const status = Number(/^HTTP\/1\.1 (\d{3})/u.exec(said)?.[1] ?? 0);
        if (status >= 500) throw new Error(`Nobody foresaw it: ${said.slice(0, 2000)}`);
        if (said.includes(host.guarded)) throw new Error('The answer holds what lies outside');
        watch.check();
      }),
      { numRuns: Math.floor(all * 0.25) },
    );
    await host.checkOutside();
  }, longestMs);
});

interface Document { readonly paths: { readonly [path: string]: { readonly [method: string]: { readonly responses?: { readonly [status: string]: { readonly content?: object } } } } } }

/** Every address of the interface that answers once. */
async function listPlaces(): Promise<readonly Place[]> {
  const { paths } = JSON.parse((await rawRequest(server.address, { path: '/api/openapi.json' })).text) as Document;
  return Object.entries(paths).flatMap(([at, methods]) => Object.entries(methods).flatMap(([method, { responses }]) => (JSON.stringify(responses).includes('text/event-stream') ? [] : [{ method: method.toUpperCase(), path: at.startsWith('/api') ? at : `/api${at}` }])));
}

/** What is lacking, such as the key of a connector, has a status above 500 and a code; all else above it nobody foresaw. */
function demandOurs({ status, text }: RawAnswer): void {
  const code = /"code":"(\w+)"/u.exec(text)?.[1];
  if (status === 500 || (status > 500 && !isErrorCode(code)) || code === 'unexpected') throw new Error(`Nobody foresaw it: ${status} ${text.slice(0, 2000)}`);
  if (text.includes(host.guarded)) throw new Error('The answer holds what lies outside');
}

/** What is never answered is a hang, however little it works. */
async function soon<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => { late.reject(new Error('Nothing came back for a minute')); }, 60_000);
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** All that comes back until the other side ends it; it ends when we do. */
async function conversation(text: string): Promise<string> {
  const { hostname, port } = new URL(server.address);
  return new Promise((resolve, reject) => {
    let said = '';
    const socket = connect({ host: hostname, port: Number(port) });
    socket.setEncoding('latin1').on('data', (piece: string) => { said += piece; }).on('close', () => { resolve(said); });
    // Whoever is cut off in the middle of a word has an answer, too.
    socket.on('error', (error: NodeJS.ErrnoException) => { if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) reject(error); });
    socket.end(text);
  });
}
