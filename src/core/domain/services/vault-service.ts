import { AppError } from '../model/errors.ts';
import type { CredentialVault } from '../ports/credential-vault.ts';
import type { AreaService } from './area-service.ts';

/** Sets the vault up, opens and closes it. */
export function createVaultService({ vault }: { readonly vault: CredentialVault }): AreaService<'vault'> {
  return {
    status: () => vault.status(),
    async setup({ kind, password }) {
      if (kind === 'keychain') return await vault.setUp({ kind });
      if (password !== undefined) return await vault.setUp({ kind: 'password', password });
      const { keychainAvailable, detail } = await vault.status();
      if (kind === undefined && keychainAvailable) return await vault.setUp({ kind: 'keychain' });
      throw new AppError('precondition_failed', `The vault needs a password. ${detail}`, {
        next: '`aiwm vault setup --kind password --password-file <file>` takes one; in a terminal it is asked for.',
        data: { reason: 'password_missing' },
      });
    },
    unlock: ({ password, acceptOlder }) => vault.unlock(password, { acceptOlder }),
    lock: () => vault.lock(),
    async password({ password, newPassword }) {
      await vault.changePassword({ current: password, next: newPassword });
      return await vault.status();
    },
  };
}
