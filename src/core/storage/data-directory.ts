import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import { makeDirectories } from './make-directories.ts';

/** Where things stand in a data directory. All paths are absolute. */
export interface DataDirectory {
  readonly root: string;
  /** The generation `CURRENT` names: database and blobs, so that a restore is one rename. */
  readonly generation: string;
  /** The files workflows may read and write without asking. */
  readonly files: string;
  readonly logs: string;
  /** The settings, which people may edit: beside the generations, so that a restore of runs leaves them. */
  readonly config: string;
  /** Keys of runs with sensitive values: beside the generations, so that no copy of a database holds them. */
  readonly keys: string;
  /** The vault: beside the generations, so that no copy of a database brings it along. */
  readonly vault: string;
}

const firstGeneration = 'gen-0001';
const generationName = /^gen-\d{4}$/;

/**
 * The data directory at `root`, made where it is missing. One that cannot be written is `precondition_failed`, one whose
 * `CURRENT` names a generation that is not there `integrity`: an empty one in its place would look as if all were lost.
 */
export async function prepareDataDirectory(root: string): Promise<DataDirectory> {
  const absolute = resolve(root);
  try {
    await makeDirectories(absolute);
    const generation = readCurrent(absolute) ?? firstGeneration;
    const directory = layout(absolute, generation);
    for (const path of [directory.generation, directory.files, directory.logs]) await makeDirectories(path);
    await writeCurrent(absolute, generation);
    return directory;
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isFull = error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
    throw new AppError('precondition_failed', isFull ? `The disk of the data directory "${absolute}" is full.` : `The data directory "${absolute}" cannot be written.`, {
      next: isFull ? 'Free some space on it, or name another data directory with --data-dir or AIWM_HOME.' : 'Make it writable, or name another one with --data-dir or AIWM_HOME.',
      data: { directory: absolute },
      cause: error,
    });
  }
}

/** The data directory at `root` if there is one; looks only, makes nothing. */
export async function findDataDirectory(root: string): Promise<DataDirectory | undefined> {
  const absolute = resolve(root);
  const generation = readCurrent(absolute);
  return generation === undefined ? undefined : layout(absolute, generation);
}

function layout(root: string, generation: string): DataDirectory {
  return { root, generation: join(root, generation), files: join(root, 'files'), logs: join(root, 'logs'), config: join(root, 'config'), keys: join(root, 'run-keys'), vault: join(root, 'vault') };
}

/** At once: what every command asks first, and a few bytes. */
function readCurrent(root: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(join(root, 'CURRENT'), 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  const name = text.trim();
  if (generationName.test(name)) {
    demandGeneration(root, name);
    return name;
  }
  throw new AppError('integrity', `The file "${join(root, 'CURRENT')}" names no generation: ${JSON.stringify(name.slice(0, 40))}.`, {
    next: 'Write the name of the generation directory beside it (such as gen-0001) into it, or restore a backup.',
  });
}

function demandGeneration(root: string, name: string): void {
  const entries = readdirSync(root, { withFileTypes: true });
  const there = entries.filter((entry) => !entry.isFile() && generationName.test(entry.name)).map((entry) => entry.name);
  if (there.includes(name)) return;
  const other = there.toSorted().at(-1);
  throw new AppError('integrity', `The file "${join(root, 'CURRENT')}" names the generation ${name}, which is not there.`, {
    next: `Put the directory ${name} back, from a backup if need be${other === undefined ? '' : `, or write "${other}", which is there, into CURRENT`}.`,
    data: { directory: root, generation: name },
  });
}

/** Whole or not at all: a crash at any point leaves the old pointer or the new one. */
async function writeCurrent(root: string, generation: string): Promise<void> {
  // Written even when unchanged, because this is also how an unwritable directory is found before anything depends on it.
  const temporary = join(root, `CURRENT.${randomUUID()}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(`${generation}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(root, 'CURRENT'));
  } finally {
    await rm(temporary, { force: true });
  }
  await syncDirectory(root);
}

/** Makes a rename or a new entry in `directory` durable. Windows has no such call and journals its directories itself. */
async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
