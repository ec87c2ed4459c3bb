import { open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../domain/model/errors.ts';
import type { Random } from '../domain/ports/random.ts';
import { codeOf, makePrivate, missing, readWhere, syncDirectory, writtenBeside } from './private-files.ts';

const longestWaitMs = 5000;
const betweenTriesMs = 20;
/** A write takes milliseconds: a lock so old was left by a process that died. */
const staleMs = 30_000;

/** The file of the vault: whole or not at all, for its owner alone, one writer at a time. */
export interface VaultFile {
  readonly path: string;
  /** Undefined when there is none. */
  read(): Promise<string | undefined>;
  /** Lets nobody else write while `work` does, in this process or another. */
  locked<Result>(work: () => Promise<Result>): Promise<Result>;
  write(text: string): Promise<void>;
}

export function vaultFileIn(directory: string, random: Random): VaultFile {
  const path = join(directory, 'vault.json');
  let last: Promise<unknown> = Promise.resolve();
  return {
    path,
    read: async () => (await readWhere(path))?.toString('utf8'),
    locked(work) {
      const mine = last.then(() => withLock(join(directory, 'vault.lock'), random, work));
      last = mine.catch(() => undefined);
      return mine;
    },
    write: (text) => writeWhole(path, text, random),
  };
}

async function withLock<Result>(path: string, random: Random, work: () => Promise<Result>): Promise<Result> {
  await makePrivate(dirname(path));
  await takeLock(path, random);
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function takeLock(path: string, random: Random): Promise<void> {
  for (const deadline = performance.now() + longestWaitMs; performance.now() < deadline; await delay(betweenTriesMs)) {
    try {
      const file = await open(path, 'wx', 0o600);
      await file.writeFile(`${process.pid}\n`);
      await file.close();
      return;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      await takeAwayStale(path, random);
    }
  }
  throw new AppError('conflict', `Another process writes the vault: "${path}" is there.`, { next: 'Try again in a moment; remove that file if no aiwm runs.', data: { path } });
}

/** By a rename, which only one process can do. */
async function takeAwayStale(path: string, random: Random): Promise<void> {
  const found = await stat(path).catch(missing);
  if (found === undefined || Date.now() - found.mtimeMs < staleMs) return;
  const aside = `${path}.${Buffer.from(random.bytes(8)).toString('hex')}`;
  await rename(path, aside).catch(missing);
  await rm(aside, { force: true });
}

async function writeWhole(path: string, text: string, random: Random): Promise<void> {
  const temporary = await writtenBeside(path, text, random);
  try {
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dirname(path));
}
