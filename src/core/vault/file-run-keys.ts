import { createCipheriv, createDecipheriv } from 'node:crypto';
import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import { RunId } from '../domain/model/ids.ts';
import type { Random } from '../domain/ports/random.ts';
import type { RunKeys, RunSeal } from '../domain/ports/run-keys.ts';
import { runSeal } from './run-cipher.ts';

export interface FileRunKeysOptions {
  /** Made when the first key is; only its owner may enter. */
  readonly directory: string;
  readonly random: Random;
}

const mainFile = 'main.key';
const suffix = '.key';
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Keys of runs as files, each wrapped with the main key beside them: the stand-in until keys are wrapped by the vault. It
 * keeps values out of the database, its backups and its copies, and lets a run be forgotten by one file; it does not
 * protect them from whoever can read the whole data directory.
 */
export function createFileRunKeys(options: FileRunKeysOptions): RunKeys {
  return new FileRunKeys(options);
}

class FileRunKeys implements RunKeys {
  readonly #directory: string;
  readonly #random: Random;

  constructor({ directory, random }: FileRunKeysOptions) {
    this.#directory = directory;
    this.#random = random;
  }

  async create(run: RunId): Promise<RunSeal> {
    return (await this.unwrap(run)) ?? (await this.#keep(run, this.#random.bytes(keyBytes)));
  }

  async unwrap(run: RunId): Promise<RunSeal | undefined> {
    const key = await this.#read(run);
    return key === undefined ? undefined : runSeal(key);
  }

  async remove(run: RunId): Promise<void> {
    await rm(this.#fileOf(run), { force: true });
  }

  async list(): Promise<readonly RunId[]> {
    const names = await readdir(this.#directory).catch(missing);
    return (names ?? []).flatMap((name) => {
      const id = RunId.safeParse(name.endsWith(suffix) ? name.slice(0, -suffix.length) : '');
      return id.success ? [id.data] : [];
    });
  }

  /** It knows no other directory's keys to wrap for: what it hands out is the key itself. */
  async handOut(run: RunId): Promise<string | undefined> {
    const key = await this.#read(run);
    return key === undefined ? undefined : Buffer.from(key).toString('base64');
  }

  async takeIn(run: RunId, handed: string): Promise<RunSeal> {
    const key = Buffer.from(handed, 'base64');
    if (key.length !== keyBytes) throw new AppError('input_invalid', `What was handed over with run '${run}' is no key.`, { next: 'Hand the run out again.' });
    await this.remove(run);
    return await this.#keep(run, key);
  }

  async #keep(run: RunId, key: Uint8Array): Promise<RunSeal> {
    await writeOnce(this.#directory, { name: `${run}${suffix}`, bytes: wrapped(key, await this.#main(), this.#random), random: this.#random });
    return runSeal(key);
  }

  async #read(run: RunId): Promise<Uint8Array | undefined> {
    const bytes = await readFile(this.#fileOf(run)).catch(missing);
    return bytes === undefined ? undefined : unwrapped(bytes, await this.#main(), run);
  }

  /** Made once; whoever comes second takes the first one's. */
  async #main(): Promise<Uint8Array> {
    const path = join(this.#directory, mainFile);
    const known = await readFile(path).catch(missing);
    if (known?.length === keyBytes) return known;
    if (known !== undefined) throw new AppError('integrity', `The file "${path}" is not a key.`, { next: 'Restore it from a backup.' });
    await writeOnce(this.#directory, { name: mainFile, bytes: this.#random.bytes(keyBytes), random: this.#random });
    return await readFile(path);
  }

  #fileOf(run: RunId): string {
    return join(this.#directory, `${run}${suffix}`);
  }
}

function wrapped(key: Uint8Array, main: Uint8Array, random: Random): Uint8Array {
  const nonce = random.bytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', main, nonce);
  return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

function unwrapped(bytes: Uint8Array, main: Uint8Array, run: RunId): Uint8Array {
  try {
    const decipher = createDecipheriv('aes-256-gcm', main, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new AppError('integrity', `The key of run '${run}' does not open with the main key.`, { next: 'Restore both from the same backup.', cause });
  }
}

/** The file whole, durable and for its owner alone; one that is there stays. */
async function writeOnce(directory: string, { name, bytes, random }: { readonly name: string; readonly bytes: Uint8Array; readonly random: Random }): Promise<void> {
  await makePrivate(directory);
  const temporary = join(directory, `${Buffer.from(random.bytes(8)).toString('hex')}.new`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await link(temporary, join(directory, name)).catch(alreadyThere);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(directory);
}

async function makePrivate(directory: string): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    alreadyThere(error);
  }
}

/** Makes a new entry durable. Windows has no such call and journals its directories itself. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function missing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

function alreadyThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
