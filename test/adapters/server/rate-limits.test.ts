import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, it } from 'vitest';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { createRateLimits } from '../../../src/server/access/rate-limits.ts';
import { planOutside } from '../../../src/server/listening/listen-outside.ts';
import { openServer } from './open-server.ts';
import { closeCodeOf, openSocket } from './open-socket.ts';
import { rawRequest } from './raw-request.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).toReversed()) await clean();
});

const outside = { isOutside: true, isPrivate: true };
const here = { isOutside: false, isPrivate: true };
const ci = { kind: 'token', name: 'ci', scopes: [] } as const;

/** How often something may be done at once. */
function times(act: () => void): number {
  for (let done = 0; done < 100_000; done += 1) {
    try {
      act();
    } catch {
      return done;
    }
  }
  return Number.POSITIVE_INFINITY;
}

describe('how much may be asked for', () => {
  it('is so much a second, and four times that at once, for each token', () => {
    let now = 0;
    const limits = createRateLimits({ perSecond: 10, now: () => now });

    expect(times(() => { limits.ofToken(ci); })).toBe(40);
    expect(times(() => { limits.ofToken({ ...ci, name: 'other' }); })).toBe(40);
    expect(limits.isTooMuch(ci)).toBe(true);
    now += 1000;
    expect(times(() => { limits.ofToken(ci); })).toBe(10);
    now += 60_000;
    expect(times(() => { limits.ofToken(ci); })).toBe(40);
  });

  it('says when to come again', () => {
    const limits = createRateLimits({ perSecond: 1, now: () => 0 });
    times(() => { limits.ofToken(ci); });

    expect(() => { limits.ofToken(ci); }).toThrow(expect.objectContaining({ status: 429, headers: { 'retry-after': '1' }, wire: expect.objectContaining({ code: 'rate_limited', next: expect.stringContaining('Wait a second') }) }));
  });

  it('is counted by address from elsewhere, an IPv6 network as one, and not at all from here', () => {
    const limits = createRateLimits({ perSecond: 10, now: () => 0 });

    expect(times(() => { limits.ofAddress('192.0.2.1', outside); })).toBe(160);
    expect(times(() => { limits.ofAddress('192.0.2.2', outside); })).toBe(160);
    expect(times(() => { limits.ofAddress('2001:db8::1', outside); })).toBe(160);
    expect(times(() => { limits.ofAddress('2001:db8:0:0:ffff::2', outside); })).toBe(0);
    expect(times(() => { limits.ofAddress('2001:db8:0:1::2', outside); })).toBe(160);
    expect(times(() => { limits.ofAddress('127.0.0.1', here); })).toBe(Number.POSITIVE_INFINITY);
    expect(times(() => { limits.ofToken({ kind: 'program' }); })).toBe(Number.POSITIVE_INFINITY);
  });

  it('lets five wrong tokens a minute be tried', () => {
    let now = 0;
    const limits = createRateLimits({ perSecond: 10, now: () => now });

    expect(times(() => { limits.ofMiss('192.0.2.1', outside); })).toBe(5);
    now += 12_000;
    expect(times(() => { limits.ofMiss('192.0.2.1', outside); })).toBe(1);
    expect(times(() => { limits.ofMiss('127.0.0.1', here); })).toBe(Number.POSITIVE_INFINITY);
  });

  it('forgets who was not seen for long when very many come', () => {
    const limits = createRateLimits({ perSecond: 1, now: () => 0 });
    times(() => { limits.ofToken(ci); });
    for (let other = 0; other < 10_000; other += 1) limits.ofToken({ ...ci, name: String(other) });

    expect(limits.isTooMuch(ci)).toBe(false);
  });
});

describe('a server that is asked too much', () => {
  it('answers a token with 429 over HTTP and ends its socket, and goes on answering others', async () => {
    const server = await openServer({ port: 0, requestsPerSecond: 1 });
    cleanups.push(() => server.close());
    const { token } = await server.host.app.client(localUser('process')).tokens.create({ name: 'ci', scopes: ['read'] });
    const ask = (bearer: string) => rawRequest(server.address, { path: '/api/system/info', headers: { authorization: `Bearer ${bearer}` } });
    const socket = await openSocket(server.address, { token });

    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(token)));
    expect(answers.filter(({ status }) => status === 429).length).toBeGreaterThan(10);
    expect(answers.find(({ status }) => status === 429)?.headers['retry-after']).toBe('1');
    const closed = closeCodeOf(socket);
    for (let sent = 0; sent < 20; sent += 1) socket.send(JSON.stringify({ i: String(sent), t: 1, p: { u: '/system/info', b: { json: {} } } }));

    expect(await closed).toBe(1013);
    expect((await ask(server.token)).status).toBe(200);
  });

  const elsewhere = Object.values(networkInterfaces()).flat().find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address ?? '';
  it.runIf(elsewhere !== '')('ends guessing from elsewhere with 429, and still takes the right token from there', async () => {
    const server = await openServer({ port: 0, outside: await planOutside({ listen: `${elsewhere}:0`, isInsecure: true }, Date.now()) });
    cleanups.push(() => server.close());
    const { token } = await server.host.app.client(localUser('process')).tokens.create({ name: 'ci', scopes: ['read'] });
    const there = server.outside[0] ?? '';
    const ask = async (bearer: string) => (await rawRequest(there, { path: '/api/system/info', headers: { host: new URL(there).host, authorization: `Bearer ${bearer}` } })).status;

    const guesses: number[] = [];
    for (let guess = 0; guess < 8; guess += 1) guesses.push(await ask(`guess-${guess}`));

    expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    expect(await ask(token)).toBe(200);
  });

  it.runIf(elsewhere !== '')('holds so many connections of one address elsewhere open, and no more', async () => {
    const server = await openServer({ port: 0, outside: await planOutside({ listen: `${elsewhere}:0`, isInsecure: true }, Date.now()) });
    cleanups.push(() => server.close());
    const { port } = new URL(server.outside[0] ?? '');
    const held = Array.from({ length: 256 }, () => connect(Number(port), elsewhere));
    await Promise.all(held.map((socket) => once(socket, 'connect')));
    const surplus = connect(Number(port), elsewhere);
    surplus.on('error', () => undefined);

    await once(surplus, 'close');
    expect((await rawRequest(server.address, { path: '/api/openapi.json' })).status).toBe(200);
    for (const socket of held) socket.destroy();
  });
});
