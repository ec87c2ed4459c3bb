import { afterEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import type { EffectPorts } from '../../../src/core/domain/ports/effect-ports.ts';
import { cachedVault } from '../../../src/core/vault/cached-vault.ts';
import { openPrivateServer } from '../http/private-server.ts';
import { password, vaultSite } from '../vault/vault-site.ts';
import { openActionBench } from './action-bench.ts';

// A password is turned into a key, which takes its time.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const after: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of after.splice(0)) await close();
});

/** A service that notes what it is asked with, and a vault whose key was rotated a moment ago, so that the earlier one still counts. */
async function openScene() {
  const bench = await openActionBench();
  after.push(async () => bench[Symbol.asyncDispose]());
  const keys: string[] = [];
  const good = new Set<string>(['Bearer sk-first-1']);
  const server = await openPrivateServer((request, response) => {
    request.resume();
    const key = request.headers.authorization ?? '';
    keys.push(key);
    response.writeHead(good.has(key) ? 200 : 401, { 'content-type': 'application/json' });
    response.end('{}');
  });
  after.push(async () => server[Symbol.asyncDispose]());
  const site = await vaultSite();
  after.push(() => site.close());
  const inner = site.open();
  await inner.setUp({ kind: 'password', password });
  const { id } = await inner.save({ connector: 'crm', label: 'a', isDefault: true }, 'sk-first-1');
  const vault = cachedVault(inner, { clock: { monotonic: () => 0 } });
  bench.allow(`127.0.0.1:${server.port}`);
  const secret: EffectPorts['secret'] = (ref, _url, work) => vault.use(ref, work);
  Object.assign(bench.ports, { secret });
  const ask = (config: JsonObject) => bench.run('http.request', { url: `http://127.0.0.1:${server.port}/pay`, credential: { connector: 'crm' }, ...config });
  return { keys, good, ask, rotate: () => inner.rotate(id, { secret: 'sk-second-2', graceMs: 600_000 }) };
}

const write: JsonObject = { method: 'POST', body: { json: { pay: 1 } } };

describe('a request that happens once', () => {
  it('is sent once, though the key that is kept is refused', async () => {
    const { keys, good, ask } = await openScene();
    await ask(write);
    good.clear();
    keys.length = 0;

    await expect(ask(write)).rejects.toThrow('401');
    expect(keys).toEqual(['Bearer sk-first-1']);
  });

  it('is sent once, though the key before a rotation would still be taken', async () => {
    const { keys, ask, rotate } = await openScene();
    await rotate();

    await expect(ask(write)).rejects.toThrow('401');
    expect(keys).toEqual(['Bearer sk-second-2']);
  });
});

it('a request that only reads goes on with the key before a rotation while its grace lasts', async () => {
  const { keys, ask, rotate } = await openScene();
  await rotate();

  await ask({});
  expect(keys).toEqual(['Bearer sk-second-2', 'Bearer sk-first-1']);
});
