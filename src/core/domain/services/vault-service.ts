import { AppError } from '../model/errors.ts';
import type { CredentialVault } from '../ports/credential-vault.ts';
import type { AreaService } from './area-service.ts';

/** Sets the vault up, opens and closes it. */
export function createVaultService({ vault }: { readonly vault: CredentialVault }): AreaService<'vault'> {
  return {
    status: () => vault.status(),
    async setup({ kind, password, replace }) {
      if (kind === 'keychain') return await vault.setUp({ kind, replace });
      if (password !== undefined) return await vault.setUp({ kind: 'password', password, replace });
      // The state of a vault that is lost cannot be told.
      const { keychainAvailable, detail } = replace ? { keychainAvailable: false, detail: '`--kind keychain` takes the keychain of this machine.' } : await vault.status();
      if (kind === undefined && keychainAvailable) return await vault.setUp({ kind: 'keychain', replace });
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
    async *watch(_, { signal }) {
      for await (const _change of changesOf(vault, signal)) yield await vault.status();
    },
  };
}

/** Something at once and after each change until the signal aborts; changes while the reader was busy are one. */
async function* changesOf(vault: Pick<CredentialVault, 'watch'>, signal: AbortSignal): AsyncIterable<void> {
  let wake = Promise.withResolvers<void>();
  const tell = (): void => { wake.resolve(); };
  const stop = vault.watch(tell);
  signal.addEventListener('abort', tell, { once: true });
  try {
    while (!signal.aborted) {
      yield;
      await wake.promise;
      wake = Promise.withResolvers<void>();
    }
  } finally {
    stop();
    signal.removeEventListener('abort', tell);
  }
}
