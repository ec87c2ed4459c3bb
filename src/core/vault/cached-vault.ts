import { cleanError } from '../domain/model/clean-error.ts';
import { AppError } from '../domain/model/errors.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { CredentialRef, CredentialVault } from '../domain/ports/credential-vault.ts';
import { createKeptSecrets } from './kept-secrets.ts';

export interface CachedVaultOptions {
  readonly clock: Pick<Clock, 'monotonic'>;
  /** The profile that counts where a reference names none. */
  readonly profile?: () => Promise<string | undefined>;
  /** @default 5000 */
  readonly lifeMs?: number;
}

/**
 * The vault with secrets kept in memory for a few seconds, so that fifty calls at once do not open fifty records. They are
 * overwritten when the vault closes, opens or changes, when their time is over, and when one is rejected; what was lent
 * before such a change is not kept after it.
 */
export function cachedVault(vault: CredentialVault, { clock, profile, lifeMs = 5000 }: CachedVaultOptions): CredentialVault {
  const kept = createKeptSecrets({ clock, lifeMs });
  let changes = 0;
  vault.watch(() => {
    changes += 1;
    kept.forgetAll();
  });

  const use = async <Answer>(ref: CredentialRef, work: (secret: string) => Promise<Answer>): Promise<Answer> => {
    const name = JSON.stringify([ref.connector, ref.label, ref.profile ?? (await profile?.())]);
    const secret = kept.get(name);
    if (secret !== undefined) {
      try {
        return await work(secret);
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'credential_rejected') throw cleanError(error, (text) => text.replaceAll(secret, '(secret)'));
      }
    }
    const before = changes;
    // Not kept, or no longer taken: another process may have changed it.
    return await vault.use(ref, async (fresh) => {
      kept.forget(name);
      const answer = await work(fresh);
      if (before === changes) kept.keep(name, fresh);
      return answer;
    });
  };

  return {
    use,
    status: () => vault.status(),
    setUp: (how) => vault.setUp(how),
    unlock: (password, options) => vault.unlock(password, options),
    lock: () => vault.lock(),
    changePassword: (change) => vault.changePassword(change),
    list: () => vault.list(),
    save: (credential, secret) => vault.save(credential, secret),
    rotate: (id, change) => vault.rotate(id, change),
    update: (id, change) => vault.update(id, change),
    remove: (id) => vault.remove(id),
    wrap: (purpose, plain) => vault.wrap(purpose, plain),
    unwrap: (purpose, wrapped) => vault.unwrap(purpose, wrapped),
    redact: (text) => vault.redact(text),
    redactor: () => vault.redactor(),
    watch: (listener) => vault.watch(listener),
  };
}
