import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import { RunId } from '../domain/model/ids.ts';
import type { CredentialVault } from '../domain/ports/credential-vault.ts';
import type { Random } from '../domain/ports/random.ts';
import type { RunKeys, RunSeal } from '../domain/ports/run-keys.ts';
import { missing, readWhere, writeOnce } from './private-files.ts';
import { runSeal } from './run-cipher.ts';
import { standInSuffix, takeOverStandIns } from './stand-in-keys.ts';

export interface VaultRunKeysOptions {
  /** Made when the first key is; only its owner may enter. */
  readonly directory: string;
  readonly vault: Pick<CredentialVault, 'wrap' | 'unwrap'>;
  readonly random: Random;
}

const suffix = '.wrapped';
const keyBytes = 32;

/**
 * Keys of runs as files, each wrapped by the vault for that run alone: whoever has the whole data directory and not what opens
 * the vault cannot read what they sealed, and a run is forgotten by one file. While the vault is closed every key is `vault_locked`.
 */
export function createVaultRunKeys(options: VaultRunKeysOptions): RunKeys {
  return new VaultRunKeys(options);
}

class VaultRunKeys implements RunKeys {
  readonly #directory: string;
  readonly #vault: VaultRunKeysOptions['vault'];
  readonly #random: Random;

  constructor({ directory, vault, random }: VaultRunKeysOptions) {
    this.#directory = directory;
    this.#vault = vault;
    this.#random = random;
  }

  async create(run: RunId): Promise<RunSeal> {
    const known = await this.unwrap(run);
    if (known !== undefined) return known;
    await this.#keep(run, this.#random.bytes(keyBytes));
    // Whoever came second has the first one's.
    const kept = await this.unwrap(run);
    if (kept === undefined) throw new AppError('integrity', `The key of run '${run}' is gone as soon as it is made.`, { next: 'See what removes files from the data directory.' });
    return kept;
  }

  async unwrap(run: RunId): Promise<RunSeal | undefined> {
    const key = await this.#read(run);
    return key === undefined ? undefined : runSeal(key);
  }

  async remove(run: RunId): Promise<void> {
    for (const end of [suffix, standInSuffix]) await rm(join(this.#directory, `${run}${end}`), { force: true });
  }

  async list(): Promise<readonly RunId[]> {
    const names = (await readdir(this.#directory).catch(missing)) ?? [];
    const ids = names.flatMap((name) => {
      const end = [suffix, standInSuffix].find((candidate) => name.endsWith(candidate)) ?? '';
      const id = RunId.safeParse(name.slice(0, name.length - end.length));
      return end !== '' && id.success ? [id.data] : [];
    });
    return [...new Set(ids)];
  }

  /** It knows no other vault to wrap for: what it hands out is the key itself. */
  async handOut(run: RunId): Promise<string | undefined> {
    const key = await this.#read(run);
    return key === undefined ? undefined : Buffer.from(key).toString('base64');
  }

  async takeIn(run: RunId, handed: string): Promise<RunSeal> {
    const key = Buffer.from(handed, 'base64');
    if (key.length !== keyBytes) throw new AppError('input_invalid', `What was handed over with run '${run}' is no key.`, { next: 'Hand the run out again.' });
    const wrapped = await this.#vault.wrap(purposeOf(run), key);
    await this.remove(run);
    await writeOnce(this.#fileOf(run), wrapped, this.#random);
    return runSeal(key);
  }

  async #keep(run: RunId, key: Uint8Array): Promise<void> {
    await writeOnce(this.#fileOf(run), await this.#vault.wrap(purposeOf(run), key), this.#random);
  }

  async #read(run: RunId): Promise<Uint8Array | undefined> {
    await takeOverStandIns(this.#directory, (other, key) => this.#keep(other, key));
    const wrapped = await readWhere(this.#fileOf(run));
    return wrapped === undefined ? undefined : await this.#vault.unwrap(purposeOf(run), wrapped);
  }

  #fileOf(run: RunId): string {
    return join(this.#directory, `${run}${suffix}`);
  }
}

/** A key of the vault's for this run alone: another run's file in its place does not open. */
function purposeOf(run: RunId): string {
  return `run-key/${run}`;
}
