import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallContext } from '../../../src/core/domain/model/caller.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { createVaultService } from '../../../src/core/domain/services/vault-service.ts';
import type { LocalVault } from '../../../src/core/vault/local-vault.ts';
import { password, type VaultSite, vaultSite } from '../../adapters/vault/vault-site.ts';

describe('who follows the vault', () => {
  let site: VaultSite;
  let vault: LocalVault;
  const reader = new AbortController();
  beforeEach(async () => {
    site = await vaultSite();
    vault = site.open();
  });
  afterEach(() => site.close());

  it('is told its state at once, then after every change, and of nothing once it stops', async () => {
    const call: CallContext = { ...localUser('process'), correlationId: 'a', signal: reader.signal };
    const states = createVaultService({ vault }).watch({}, call)[Symbol.asyncIterator]();
    const next = async (): Promise<unknown> => {
      const { value } = await states.next();
      return value;
    };
    expect(await next()).toMatchObject({ state: 'absent' });
    await vault.setUp({ kind: 'password', password });
    expect(await next()).toMatchObject({ state: 'password' });
    await vault.save({ connector: 'claude', label: 'prod', isDefault: true }, 'sk-one');
    expect(await next()).toMatchObject({ state: 'password' });
    await vault.lock();
    expect(await next()).toMatchObject({ state: 'locked' });
    reader.abort();
    expect(await states.next()).toMatchObject({ done: true });
  });
});
