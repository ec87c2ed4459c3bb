import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LocalVault } from '../../../src/core/vault/local-vault.ts';
import { isLong } from '../../long.ts';
import { password, type VaultSite, vaultSite } from './vault-site.ts';

const numRuns = isLong ? 100_000 : 3000;

let site: VaultSite;
let vault: LocalVault;
let whole: string;

beforeAll(async () => {
  site = await vaultSite();
  vault = site.open();
  await vault.setUp({ kind: 'password', password });
  for (const label of ['one', 'two', 'three']) await vault.save({ connector: 'claude', label, isDefault: label === 'one' }, `sk-${label}`);
  whole = await site.text();
});
afterAll(() => site.close());

/** Whether what lies there now gives anything out, to a program that has the key in memory. */
async function isAccepted(bytes: Uint8Array): Promise<boolean> {
  await site.put(bytes);
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
