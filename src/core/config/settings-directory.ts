import { createHash } from 'node:crypto';
import { copyFile, readdir, readFile, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { profileName } from '../domain/model/settings-layers.ts';
import { type PendingChange, pendingText, readPendingChange } from './pending-change.ts';
import { removeWhole, writeWhole } from './write-whole.ts';

/** `user`, or the name of a profile. */
export type Place = string;
export const userPlace: Place = 'user';

/** The texts that stand, by place. */
export type SettingsTexts = ReadonlyMap<Place, string>;
/** The texts that are to stand; `undefined` takes a file away. */
export type SettingsTextChanges = ReadonlyMap<Place, string | undefined>;

/** The files settings are kept in: `config.json` for the user, `profiles/<name>.json` for each profile. */
export interface SettingsDirectory {
  fileOf(place: Place): string;
  read(): Promise<SettingsTexts>;
  /** Changes with every change of the user's file, of a change under way, of which profiles there are, or of `place`. */
  stamp(place: Place): Promise<string>;
  /** All of the changes or none, whenever the process ends. The caller holds the lock. */
  write(changes: SettingsTextChanges): Promise<void>;
  /** Why a change that was cut off cannot be carried out, in a sentence; nothing where none waits, or it can be. */
  pendingFault(): Promise<string | undefined>;
  /**
   * Carries out what a process that is gone had begun to write. What cannot be carried out is moved aside; the answer says
   * so in a sentence. The caller holds the lock.
   */
  finish(): Promise<string | undefined>;
  /** Keeps a copy of a file that cannot be used, once; answers its name where it was new. */
  keepAside(place: Place, text: string, at: number): Promise<string | undefined>;
}

const pendingFile = 'config.pending.json';
const mostTries = 20;

export function createSettingsDirectory(root: string): SettingsDirectory {
  return new FilesOfSettings(root);
}

/**
 * One file is replaced by renaming. Several are first written into one, which counts from the moment it stands: a reader
 * takes its texts for those of the files, and the next writer carries it out.
 */
class FilesOfSettings implements SettingsDirectory {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  fileOf(place: Place): string {
    return place === userPlace ? path.join(this.#root, 'config.json') : path.join(this.#root, 'profiles', `${place}.json`);
  }

  async read(): Promise<SettingsTexts> {
    // A change of several files in the middle of a reading would be read in part.
    for (let tries = 0; ; tries += 1) {
      const before = await this.stamp(userPlace);
      const texts = await this.#texts();
      if (tries === mostTries || before === (await this.stamp(userPlace))) return texts;
    }
  }

  async stamp(place: Place): Promise<string> {
    const files = [this.fileOf(userPlace), path.join(this.#root, pendingFile), path.join(this.#root, 'profiles'), ...(place === userPlace ? [] : [this.fileOf(place)])];
    return (await Promise.all(files.map(stampOf))).join(' ');
  }

  async write(changes: SettingsTextChanges): Promise<void> {
    if (changes.size > 1) {
      await writeWhole(path.join(this.#root, pendingFile), pendingText(changes));
    }
    for (const [place, text] of changes) await (text === undefined ? removeWhole(this.fileOf(place)) : writeWhole(this.fileOf(place), text));
    if (changes.size > 1) await removeWhole(path.join(this.#root, pendingFile));
  }

  async pendingFault(): Promise<string | undefined> {
    const pending = readPendingChange((await this.#pendingText()) ?? '{}', isPlace);
    if (!('fault' in pending)) return undefined;
    return `The file "${path.join(this.#root, pendingFile)}" holds a change of the settings that was cut off and cannot be carried out: ${pending.fault}. It does not count; save any setting, and it is kept aside.`;
  }

  async finish(): Promise<string | undefined> {
    const text = await this.#pendingText();
    if (text === undefined) return undefined;
    const pending = readPendingChange(text, isPlace);
    if ('fault' in pending) return this.#pendingAside(text, pending.fault);
    await this.#carryOut(pending.changes);
    return undefined;
  }

  async #carryOut(changes: SettingsTextChanges): Promise<void> {
    for (const [place, text] of changes) await (text === undefined ? removeWhole(this.fileOf(place)) : writeWhole(this.fileOf(place), text));
    await removeWhole(path.join(this.#root, pendingFile));
  }

  /** Named by what it holds, so that the same text is kept once. */
  async #pendingAside(text: string, fault: string): Promise<string> {
    const file = path.join(this.#root, pendingFile);
    const aside = path.join(this.#root, `config.pending.corrupt-${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`);
    await rename(file, aside);
    return `The file "${file}" held a change of the settings that was cut off and cannot be carried out: ${fault}. It is kept as "${aside}"; the settings are as they were before that change.`;
  }

  async keepAside(place: Place, text: string, at: number): Promise<string | undefined> {
    const file = this.fileOf(place);
    const { dir, name } = path.parse(file);
    const kept = (await names(dir)).filter((entry) => entry.startsWith(`${name}.corrupt-`));
    for (const entry of kept) {
      if ((await readText(path.join(dir, entry))) === text) return undefined;
    }
    const aside = path.join(dir, `${name}.corrupt-${new Date(at).toISOString().replaceAll(/[:.]/gu, '-')}.json`);
    await copyFile(file, aside);
    return aside;
  }

  async #texts(): Promise<SettingsTexts> {
    // First: a change that is carried out meanwhile is then found in the files.
    const pending = await this.#pending();
    const texts = new Map<Place, string>();
    for (const place of [userPlace, ...(await this.#profiles())]) {
      const text = await readText(this.fileOf(place));
      if (text !== undefined) texts.set(place, text);
    }
    for (const [place, text] of pending) {
      if (text === undefined) texts.delete(place);
      else texts.set(place, text);
    }
    return texts;
  }

  async #pending(): Promise<SettingsTextChanges> {
    // Written in one step, so that it is whole: one that cannot be read is none of this program's, or the disk lost it.
    const pending: PendingChange = readPendingChange((await this.#pendingText()) ?? '{}', isPlace);
    return 'fault' in pending ? new Map() : pending.changes;
  }

  #pendingText(): Promise<string | undefined> {
    return readText(path.join(this.#root, pendingFile));
  }

  async #profiles(): Promise<readonly string[]> {
    const entries = await names(path.join(this.#root, 'profiles'));
    return entries.filter((entry) => entry.endsWith('.json')).map((entry) => entry.slice(0, -'.json'.length)).filter((name) => isPlace(name) && name !== userPlace).toSorted();
  }
}

function isPlace(name: string): boolean {
  return name === userPlace || profileName.safeParse(name).success;
}

async function names(directory: string): Promise<readonly string[]> {
  try {
    return await readdir(directory);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function readText(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

async function stampOf(file: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
    return `${ino}.${size}.${mtimeNs}.${ctimeNs}`;
  } catch (error) {
    if (isMissing(error)) return '-';
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
