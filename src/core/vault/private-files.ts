import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Random } from '../domain/ports/random.ts';

/** The file whole, durable and for its owner alone; one that is there already stays. */
export async function writeOnce(path: string, bytes: Uint8Array, random: Random): Promise<void> {
  const temporary = await writtenBeside(path, bytes, random);
  try {
    await link(temporary, path).catch(alreadyThere);
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(dirname(path));
}

/** A new private file beside `path`, durable, under a name of its own. */
export async function writtenBeside(path: string, bytes: Uint8Array | string, random: Random): Promise<string> {
  await makePrivate(dirname(path));
  const temporary = join(dirname(path), `${Buffer.from(random.bytes(8)).toString('hex')}.new`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return temporary;
}

export async function makePrivate(directory: string): Promise<void> {
  try {
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    alreadyThere(error);
  }
}

/** Makes a new entry durable. Windows has no such call and journals its directories itself. */
export async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The bytes of a file, or nothing where there is none. */
export async function readWhere(path: string): Promise<Buffer | undefined> {
  return await readFile(path).catch(missing);
}

export function missing(error: unknown): undefined {
  if (codeOf(error) !== 'ENOENT') throw error;
}

export function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function alreadyThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}
