import { rm } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { existsSync } from 'node:fs';
import { aiwm, freshHome, start, type Started } from './aiwm-process.ts';

const elsewhere = Object.values(networkInterfaces()).flat().find((entry) => entry?.family === 'IPv4' && !entry.internal)?.address ?? '';

let home: string;
let server: Started | undefined;
beforeEach(async () => {
  home = await freshHome();
  server = undefined;
});
afterEach(async () => {
  server?.child.kill('SIGKILL');
  await server?.ended;
  await rm(path.dirname(home), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
});

it('lets nobody else in unless it is told how, and makes nothing before it knows', async () => {
  const refused = await aiwm(['serve', '--listen', '0.0.0.0'], { home });

  expect(refused.code).toBe(2);
  expect(refused.err).toContain('--insecure');
  expect(existsSync(home)).toBe(false);
});

it.runIf(elsewhere !== '')('takes a token that was made by name from elsewhere, and ends in good order at SIGTERM', async () => {
  server = start(['serve', '--json', '--port', '0', '--no-samples', '--listen', `${elsewhere}:0`, '--insecure'], { home });
  const { printed } = server;
  await expect.poll(() => printed.out).toContain('outside');
  const { outside } = JSON.parse(printed.out) as { readonly outside: readonly [string] };
  const made = await aiwm(['tokens', 'create', 'ci', '--scopes', 'runs:read', '-q'], { home });
  const ask = async (address: string) => (await fetch(`${outside[0]}${address}`, { headers: { authorization: `Bearer ${made.out.trim()}` } })).status;

  expect([await ask('/ready'), await ask('/api/runs'), await ask('/api/workflows'), await ask('/')]).toEqual([200, 200, 403, 403]);
  expect((await aiwm(['serve', '--listen', elsewhere, '--insecure'], { home })).code).toBe(6);

  server.child.kill('SIGTERM');
  await server.ended;
  expect(existsSync(path.join(home, 'host.json'))).toBe(false);
});
