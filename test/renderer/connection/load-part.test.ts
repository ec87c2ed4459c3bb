import { afterEach, expect, it } from 'vitest';
import { outlastingHost } from '../../../src/renderer/client/load-part.ts';
import { connection } from '../../../src/renderer/state/connection.ts';

const away = new TypeError('Failed to fetch dynamically imported module: http://127.0.0.1/assets/part.js');

afterEach(() => {
  connection.set({ state: 'live' });
});

it('a part whose host is away comes when the line stands again', async () => {
  connection.set({ state: 'offline' });
  let isThere = false;
  let tries = 0;
  const part = outlastingHost(async () => {
    tries += 1;
    if (!isThere) throw away;
    return 'part';
  })();
  await expect.poll(() => tries).toBe(1);

  isThere = true;
  connection.set({ state: 'live' });

  await expect(part).resolves.toBe('part');
  expect(tries).toBe(2);
});

it('a part that is not there while the line stands fails after a few tries', async () => {
  let tries = 0;
  const part = outlastingHost(async () => {
    tries += 1;
    throw away;
  })();

  await expect(part).rejects.toBe(away);
  expect(tries).toBe(3);
});

it('a part that is broken fails at once', async () => {
  const broken = new Error('It cannot be read.');
  let tries = 0;
  await expect(outlastingHost(async () => {
    tries += 1;
    throw broken;
  })()).rejects.toBe(broken);
  expect(tries).toBe(1);
});
