import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../src/core/platform/system-clock.ts';
import { systemRandom } from '../../../src/core/platform/system-random.ts';
import { createUuidIds } from '../../../src/core/platform/uuid-ids.ts';
import { type Keychain, noKeychain } from '../../../src/core/vault/keychain.ts';
import { LocalVault, type LocalVaultDeps } from '../../../src/core/vault/local-vault.ts';
import type { PasswordKdf } from '../../../src/core/vault/password-kdf.ts';
import { vaultFileIn } from '../../../src/core/vault/vault-file.ts';
import type { VaultGeneration, VaultGenerations } from '../../../src/core/vault/vault-generation.ts';

export const password = 'correct horse';

/** Quick where Argon2 is slow on purpose. The parameters a file names stay within the real bounds. */
const quickKdf: PasswordKdf = {
  derive: (given, parameters) => Promise.resolve(new Uint8Array(createHash('sha256').update(JSON.stringify(parameters)).update(given).digest())),
};

export interface VaultSite {
  readonly directory: string;
  readonly path: string;
  /** What the database knows of the file. */
  generation: VaultGeneration | undefined;
  readonly generations: VaultGenerations;
  /** Added to the time of the machine. */
  laterMs: number;
  /** Another program over the same files. */
  open(more?: Partial<LocalVaultDeps>): LocalVault;
  text(): Promise<string>;
  put(text: string | Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** A vault's directory in a place of its own, over a keychain that is not there unless one is given. */
export async function vaultSite(keychain: Keychain = noKeychain('There is none in this test.')): Promise<VaultSite> {
  const directory = join(await mkdtemp(join(tmpdir(), 'aiwm-vault-')), 'vault');
  const path = join(directory, 'vault.json');
  const clock = { now: () => systemClock.now() + site.laterMs };
  const site: VaultSite = {
    directory,
    path,
    generation: undefined,
    generations: {
      last: () => Promise.resolve(site.generation),
      keep(last, how) {
        const isBehind = site.generation?.id === last.id && site.generation.generation > last.generation;
        if (!isBehind || how?.evenIfOlder === true) site.generation = last;
        return Promise.resolve();
      },
    },
    laterMs: 0,
    open: (more = {}) =>
      new LocalVault({
        file: vaultFileIn(directory, systemRandom),
        keychain,
        kdf: quickKdf,
        random: systemRandom,
        clock,
        ids: createUuidIds(systemClock, systemRandom),
        generations: site.generations,
        ...more,
      }),
    text: () => readFile(path, 'utf8'),
    put: (text) => writeFile(path, text),
    close: () => rm(join(directory, '..'), { recursive: true, force: true }),
  };
  return site;
}
