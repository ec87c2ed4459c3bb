import { cachedVault } from '../../src/core/vault/cached-vault.ts';
import { systemClock } from '../../src/core/platform/system-clock.ts';
import { password, vaultSite } from '../adapters/vault/vault-site.ts';
import { describeCredentialVault, type VaultHouse } from './credential-vault-contract.ts';

async function open(isCached: boolean): Promise<VaultHouse> {
  const site = await vaultSite();
  const profile = (): Promise<string | undefined> => Promise.resolve(house.profile);
  const local = site.open({ profile });
  await local.setUp({ kind: 'password', password });
  const vault = isCached ? cachedVault(local, { clock: systemClock, profile }) : local;
  const house: VaultHouse = {
    vault,
    profile: undefined,
    async again() {
      const other = site.open();
      await other.unlock(password);
      return other;
    },
    async unlock() { await vault.unlock(password); },
    close: () => site.close(),
  };
  return house;
}

describeCredentialVault('a password', { kind: 'password', open: () => open(false) });
describeCredentialVault('a password, with secrets kept in memory for a moment', { kind: 'password', open: () => open(true) });
