import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOneTimeCodes } from '../../../src/server/access/one-time-codes.ts';
import { openServer, type OpenServer } from './open-server.ts';
import { rawRequest } from './raw-request.ts';

let server: OpenServer;
beforeAll(async () => {
  server = await openServer();
});
afterAll(() => server.close());

function exchange(code: unknown) {
  return rawRequest(server.address, { path: '/session', method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ code }) });
}

function codeOf(link: string): string {
  return new URLSearchParams(new URL(link).hash.slice(1)).get('code') ?? '';
}

describe('a link with a one-time code', () => {
  it('keeps the code in the fragment, which browsers do not send', () => {
    const link = new URL(server.link());

    expect(link.origin).toBe(server.address);
    expect(link.pathname + link.search).toBe('/');
    expect(codeOf(link.href)).toMatch(/^[\w-]{43}$/u);
  });

  it('is worth one token of its own, which lets its tab in', async () => {
    const [one, other] = [await exchange(codeOf(server.link())), await exchange(codeOf(server.link()))];
    const tokens = [one, other].map(({ text }): string => JSON.parse(text).token);

    expect(new Set([...tokens, server.token]).size).toBe(3);
    for (const token of tokens) {
      expect((await rawRequest(server.address, { path: '/api/system/info', headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    }
  });

  it('works once, and guessing is stopped after five misses, for a right code too', async () => {
    const code = codeOf(server.link());
    expect((await exchange(code)).status).toBe(200);

    const again = await exchange(code);
    expect(again.status).toBe(401);
    expect(JSON.parse(again.text)).toMatchObject({ code: 'access_denied', next: expect.stringContaining('aiwm serve') });

    for (let misses = 1; misses < 5; misses += 1) expect((await exchange('guess')).status).toBe(401);
    const stopped = await exchange(codeOf(server.link()));
    expect(stopped.status).toBe(429);
    expect(JSON.parse(stopped.text)).toMatchObject({ code: 'rate_limited' });
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
  });

  it.each([undefined, 7, {}, 'x'.repeat(300)])('answers a body with the code %s as input_invalid', async (code) => {
    const answer = await exchange(code);

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'input_invalid' });
  });

  it('is exchanged with POST only', async () => {
    expect(await rawRequest(server.address, { path: '/session' })).toMatchObject({ status: 405, headers: { allow: 'POST' } });
  });
});

describe('one-time codes over time', () => {
  it('last five minutes', () => {
    let now = 1000;
    const codes = createOneTimeCodes(() => now);
    const [early, late] = [codes.issue(), codes.issue()];

    now += 5 * 60_000 - 1;
    codes.spend(early);
    now += 1;

    expect(() => { codes.spend(late); }).toThrow('too old');
  });

  it('may be tried again a minute after the misses', () => {
    let now = 1000;
    const codes = createOneTimeCodes(() => now);
    const code = codes.issue();
    for (let misses = 0; misses < 5; misses += 1) expect(() => { codes.spend('guess'); }).toThrow('used already');
    expect(() => { codes.spend(code); }).toThrow('Too many');

    now += 60_000;

    expect(() => { codes.spend(code); }).not.toThrow();
  });

  it('do not pile up: only the newest ones are kept', () => {
    const codes = createOneTimeCodes(() => 0);
    const first = codes.issue();
    for (let more = 0; more < 64; more += 1) codes.issue();

    expect(() => { codes.spend(first); }).toThrow('used already');
  });
});
