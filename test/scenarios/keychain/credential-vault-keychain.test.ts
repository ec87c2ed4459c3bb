import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { systemKeychain } from '../../../src/core/vault/keychain.ts';
import { vaultSite } from '../../adapters/vault/vault-site.ts';
import { describeCredentialVault, type VaultHouse } from '../../contracts/credential-vault-contract.ts';
import { hasSecretService, type SecretService, startSecretService } from '../../support/secret-service.ts';

const program = path.join(import.meta.dirname, 'vault-process.ts');
const run = promisify(execFile);

describe.skipIf(!hasSecretService)('a real Secret Service (skipped where dbus-daemon and gnome-keyring-daemon are not installed)', () => {
  let service: SecretService;
  const before = { ...process.env };
  beforeAll(async () => {
    service = await startSecretService('a keyring password');
    Object.assign(process.env, service.environment);
  });
  afterAll(async () => {
    for (const name of Object.keys(service.environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    await service.close();
  });

  describeCredentialVault('a real keychain', {
    kind: 'keychain',
    async open() {
      const site = await vaultSite(systemKeychain(systemRandom));
      const vault = site.open({ profile: () => Promise.resolve(house.profile) });
      await vault.setUp({ kind: 'keychain' });
      const house: VaultHouse = {
        vault,
        profile: undefined,
        again: () => Promise.resolve(site.open()),
        async unlock() { await vault.unlock(); },
        close: () => site.close(),
      };
      return house;
    },
  });

  it('keeps what a probe and a key need, and nothing of the probe', async () => {
    const keychain = systemKeychain(systemRandom);
    expect(await keychain.probe()).toEqual({ available: true, detail: expect.any(String) });
    const key = systemRandom.bytes(32);
    await keychain.write('vault:test', key);
    expect(Buffer.from((await keychain.read('vault:test')) ?? [])).toEqual(Buffer.from(key));
    await keychain.remove('vault:test');
    expect(await keychain.read('vault:test')).toBeUndefined();
  });
});

describe.skipIf(!hasSecretService)('where the keychain cannot be had', () => {
  let service: SecretService;
  let root: string;
  let directory: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'aiwm-keychain-'));
    directory = path.join(root, 'vault');
    service = await startSecretService('a keyring password');
  });
  afterEach(async () => {
    await service.close();
    await rm(root, { recursive: true, force: true });
    // The keyring of the kernel is where an unpinned library would have put the key.
    if (existsSync('/proc/keys')) expect(await readFile('/proc/keys', 'utf8')).not.toContain('aiwm');
  });

  const ask = async (verb: string, environment: NodeJS.ProcessEnv = service.environment): Promise<{ readonly code?: string; readonly answer?: unknown; readonly ms: number }> =>
    JSON.parse((await run(process.execPath, [program, directory, verb], { env: environment })).stdout);

  /** A typed error, before anybody would have answered a prompt. */
  const refusedSoon = async (verb: string, environment?: NodeJS.ProcessEnv): Promise<void> => {
    const told = await ask(verb, environment);
    expect(told).toMatchObject({ code: 'vault_locked' });
    expect(told.ms).toBeLessThan(3000);
  };

  it('no bus: nothing is set up, and nothing is kept elsewhere', async () => {
    await refusedSoon('setup', { PATH: process.env['PATH'] });
    expect(await readdir(directory)).toEqual([]);
    expect(await ask('status', { PATH: process.env['PATH'] })).toMatchObject({ answer: { state: 'absent', keychainAvailable: false } });
  });

  it('a locked keyring, one opened with another password, one that died: the vault is locked, and opens when the keyring does', async () => {
    expect(await ask('setup')).toMatchObject({ answer: { state: 'keychain' } });
    const file = await readFile(path.join(directory, 'vault.json'), 'utf8');

    await service.restart({});
    await refusedSoon('use');
    await service.restart({ unlockWith: 'not the password' });
    await refusedSoon('use');
    await service.kill();
    await refusedSoon('use');
    await refusedSoon('use', { PATH: process.env['PATH'] });
    expect(await readFile(path.join(directory, 'vault.json'), 'utf8')).toBe(file);
    expect(await readdir(directory)).toEqual(['vault.json']);

    await service.restart({ unlockWith: 'a keyring password' });
    expect(await ask('use')).toMatchObject({ answer: 'sk-in-the-keychain' });
  });
});
