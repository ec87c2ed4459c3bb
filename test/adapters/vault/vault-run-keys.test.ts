import { createCipheriv } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import type { RunKeys, RunSeal } from '../../../src/core/domain/ports/run-keys.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import type { LocalVault } from '../../../src/core/vault/local-vault.ts';
import { runSeal } from '../../../src/core/vault/run-cipher.ts';
import { createVaultRunKeys } from '../../../src/core/vault/vault-run-keys.ts';
import { createMemoryRunKeys } from '../../domain/runtime/executor/support/memory-run-keys.ts';
import { password, type VaultSite, vaultSite } from './vault-site.ts';

const run = RunId.parse('01890000-0000-7000-8000-00000000000a');
const twin = RunId.parse('01890000-0000-7000-8000-00000000000b');
const text = new TextEncoder().encode('x');
const sealedBy = (seal: RunSeal | undefined): string => Buffer.from(seal?.seal(text) ?? []).toString('hex');

let site: VaultSite;
let vault: LocalVault;
let directory: string;
beforeEach(async () => {
  site = await vaultSite();
  vault = site.open();
  await vault.setUp({ kind: 'password', password });
  directory = join(site.directory, '..', 'run-keys');
});
afterEach(() => site.close());

describe.each(['vault', 'memory'] as const)('keys of runs in the %s', (kind) => {
  const keysIn = (place: string): RunKeys => (kind === 'vault' ? createVaultRunKeys({ directory: place, vault, random: systemRandom }) : createMemoryRunKeys(systemRandom));

  it('are there until they are removed, one for each run', async () => {
    const keys = keysIn(directory);
    expect(await keys.unwrap(run)).toBeUndefined();
    const made = await keys.create(run);
    expect(sealedBy(await keys.create(run))).toBe(sealedBy(made));
    expect(sealedBy(await keys.unwrap(run))).toBe(sealedBy(made));
    expect(sealedBy(await keys.create(twin))).not.toBe(sealedBy(made));
    expect((await keys.list()).toSorted()).toEqual([run, twin]);
    await keys.remove(run);
    await keys.remove(run);
    expect(await keys.unwrap(run)).toBeUndefined();
    expect(await keys.list()).toEqual([twin]);
  });

  it('are taken in where they are handed out to', async () => {
    const keys = keysIn(directory);
    const made = await keys.create(run);
    const there = keysIn(`${directory}-there`);
    const taken = await there.takeIn(run, (await keys.handOut(run)) ?? '');
    expect(sealedBy(taken)).toBe(sealedBy(made));
    expect(sealedBy(await there.unwrap(run))).toBe(sealedBy(made));
    expect(await keys.handOut(twin)).toBeUndefined();
  });
});

describe('key files', () => {
  it('are for their owner alone, wrapped for one run, and refused when they were changed or moved', async () => {
    const keys = createVaultRunKeys({ directory, vault, random: systemRandom });
    await keys.create(run);
    const file = join(directory, `${run}.wrapped`);
    const plain = Buffer.from((await keys.handOut(run)) ?? '', 'base64');
    const bytes = await readFile(file);
    expect(bytes.includes(plain)).toBe(false);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
    await copyFile(file, join(directory, `${twin}.wrapped`));
    await expect(keys.unwrap(twin)).rejects.toMatchObject({ code: 'integrity' });
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(file, bytes);
    await expect(keys.unwrap(run)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('say that the vault is locked, and are listed and removed all the same', async () => {
    const keys = createVaultRunKeys({ directory, vault, random: systemRandom });
    await keys.create(run);
    await vault.lock();
    await expect(keys.unwrap(run)).rejects.toMatchObject({ code: 'vault_locked' });
    await expect(keys.create(twin)).rejects.toMatchObject({ code: 'vault_locked' });
    expect(await keys.list()).toEqual([run]);
    await keys.remove(run);
    expect(await keys.list()).toEqual([]);
  });

  it('from before there was a vault are taken over when it is first open, and their main key goes', async () => {
    const main = systemRandom.bytes(32);
    const key = systemRandom.bytes(32);
    const nonce = systemRandom.bytes(12);
    const cipher = createCipheriv('aes-256-gcm', main, nonce);
    await mkdir(directory);
    await writeFile(join(directory, 'main.key'), main);
    await writeFile(join(directory, `${run}.key`), Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]));
    const keys = createVaultRunKeys({ directory, vault, random: systemRandom });
    await vault.lock();
    await expect(keys.unwrap(run)).rejects.toMatchObject({ code: 'vault_locked' });
    expect((await readdir(directory)).toSorted()).toEqual([`${run}.key`, 'main.key']);
    await vault.unlock(password);
    expect(sealedBy(await keys.unwrap(run))).toBe(sealedBy(runSeal(key)));
    expect(await readdir(directory)).toEqual([`${run}.wrapped`]);
  });
});
