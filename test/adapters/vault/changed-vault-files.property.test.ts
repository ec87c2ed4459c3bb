import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocalVault } from '../../../src/core/vault/local-vault.ts';
import { isLong } from '../../long.ts';
import { password, type VaultSite, vaultSite } from './vault-site.ts';

const numRuns = isLong ? 100_000 : 3000;

let site: VaultSite;
let vault: LocalVault;
let whole: string;
let lying: Uint8Array;

beforeAll(async () => {
  site = await vaultSite();
  const onDisk = site.open();
  await onDisk.setUp({ kind: 'password', password });
  for (const label of ['one', 'two', 'three']) await onDisk.save({ connector: 'claude', label, isDefault: label === 'one' }, `sk-${label}`);
  whole = await site.text();
  // Read from memory, so that there is time for many.
  vault = site.open({ file: { path: site.path, read: () => Promise.resolve(Buffer.from(lying).toString('utf8')), locked: (work) => work(), write: () => Promise.reject(new Error('Nothing is to be written.')) } });
  lying = Buffer.from(whole);
  await vault.unlock(password);
});
afterAll(() => site.close());

/** Whether what lies there now gives anything out, to a program that has the key in memory. */
async function isAccepted(bytes: Uint8Array): Promise<boolean> {
  lying = bytes;
  try {
    await vault.use({ connector: 'claude', label: 'two' }, (secret) => Promise.resolve(secret));
    return true;
  } catch (error) {
    // With another id it is a vault whose key nobody here has.
    expect(error).toMatchObject({ code: expect.stringMatching(/^(integrity|vault_locked)$/u) });
    return false;
  }
}

it('a file with any bit flipped is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(7), async (place, bit) => {
      const bytes = Buffer.from(whole);
      const at = place % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
      expect(await isAccepted(bytes)).toBe(false);
    }),
    { numRuns },
  );
}, 600_000);

it('a file that ends early, or goes on, is refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.uint8Array({ maxLength: 3 }), async (place, more) => {
      const bytes = Buffer.concat([Buffer.from(whole).subarray(0, place % whole.length), more]);
      if (!bytes.equals(Buffer.from(whole))) expect(await isAccepted(bytes)).toBe(false);
    }),
    { numRuns: Math.ceil(numRuns / 10) },
  );
  expect(await isAccepted(Buffer.from(`${whole}\n`))).toBe(false);
}, 600_000);

it('the file itself is taken', async () => {
  expect(await isAccepted(Buffer.from(whole))).toBe(true);
});
