import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { password, type VaultSite, vaultSite } from './vault-site.ts';

let site: VaultSite;
beforeEach(async () => { site = await vaultSite(); });
afterEach(() => site.close());

const lost = { code: 'integrity', message: expect.stringContaining('The vault that was here is gone') as unknown, next: expect.stringContaining('aiwm vault setup --replace') as unknown, data: { reason: 'lost' } };
const label = { connector: 'chatgpt', label: 'prod', isDefault: true };

it('a vault whose file is gone is said to be lost, by whatever asks for it', async () => {
  await site.open().setUp({ kind: 'password', password });
  await rm(site.path);
  const vault = site.open();

  await expect(vault.status()).rejects.toMatchObject(lost);
  await expect(vault.unlock(password)).rejects.toMatchObject(lost);
  await expect(vault.save(label, 'sk-1')).rejects.toMatchObject(lost);
  await expect(vault.changePassword({ current: password, next: 'another horse' })).rejects.toMatchObject(lost);
});

it('a lost vault is followed by another only where somebody says so, and comes back whole until then', async () => {
  await site.open().setUp({ kind: 'password', password });
  const kept = await site.text();
  await rm(site.path);

  await expect(site.open().setUp({ kind: 'password', password })).rejects.toMatchObject(lost);
  await site.put(kept);
  expect(await site.open().unlock(password)).toMatchObject({ state: 'password' });

  await rm(site.path);
  const next = site.open();
  expect(await next.setUp({ kind: 'password', password, replace: true })).toMatchObject({ state: 'password' });
  expect(await next.save(label, 'sk-2')).toMatchObject({ label: 'prod' });
});

it('none that was ever there is said to be absent', async () => {
  expect(await site.open().status()).toMatchObject({ state: 'absent' });
});
