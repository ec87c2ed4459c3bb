import type { Clock } from '../domain/ports/clock.ts';
import type { ConfigPort } from '../domain/ports/config-port.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { Ids } from '../domain/ports/ids.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import { systemRandom } from '../platform/system-random.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { cachedVault } from '../vault/cached-vault.ts';
import { noKeychain, systemKeychain } from '../vault/keychain.ts';
import { LocalVault } from '../vault/local-vault.ts';
import { argon2Kdf } from '../vault/password-kdf.ts';
import { vaultFileIn } from '../vault/vault-file.ts';
import { generationsIn } from './noted-generations.ts';
import type { VaultPassword } from './vault-password.ts';

export interface VaultParts {
  readonly data: Pick<WorkflowDataPort, 'settings'>;
  readonly directory: Pick<DataDirectory, 'vault'>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly publisher: WorkflowEventPublisher;
  readonly config: Pick<ConfigPort, 'activeProfile'>;
  /** The generation it meets is not noted down. */
  readonly isReader: boolean;
  readonly password?: VaultPassword;
}

/** The vault of a data directory; whoever watches hears on `vault:changed`. Nothing is asked or opened before it is needed. */
export function createVault({ data, directory, clock, ids, publisher, config, isReader, password }: VaultParts): CredentialVault {
  const profile = (): Promise<string> => config.activeProfile();
  const vault = new LocalVault({
    file: vaultFileIn(directory.vault, systemRandom),
    keychain: process.env['AIWM_KEYCHAIN'] === 'off' ? noKeychain('AIWM_KEYCHAIN is off: the keychain of this machine is not asked.') : systemKeychain(systemRandom),
    kdf: argon2Kdf,
    random: systemRandom,
    generations: generationsIn(data.settings, isReader),
    clock,
    ids,
    profile,
    ...(password === undefined ? {} : { password }),
  });
  vault.watch(({ isOpen }) => { publisher.publish('vault:changed', { isOpen }); });
  return cachedVault(vault, { clock, profile });
}
