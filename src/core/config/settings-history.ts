import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { HistoryKind, SettingsHistoryEntry } from '../domain/ports/settings-editor.ts';
import { removeWhole, writeWhole } from './write-whole.ts';

const Entry = z.object({
  format: z.literal('aiwm.settings-change/1'),
  at: z.int(),
  kind: z.enum(['save', 'edit', 'restore', 'import', 'takeover', 'profile']),
  where: z.string(),
  by: z.string().optional(),
  paths: z.array(z.string()),
  text: z.string().nullable(),
});

/** A change with the text its place had after it; nothing where the file went. */
export interface KeptChange extends SettingsHistoryEntry {
  readonly text: string | undefined;
}

export interface NewChange {
  readonly at: number;
  readonly kind: HistoryKind;
  readonly where: string;
  readonly by?: string;
  readonly paths: readonly string[];
  readonly text: string | undefined;
}

/** The last changes, a file each, in the order they were made. */
export interface SettingsHistory {
  /** The newest first. */
  list(limit: number): Promise<readonly KeptChange[]>;
  get(id: string): Promise<KeptChange | undefined>;
  /** The caller holds the lock. */
  add(change: NewChange): Promise<void>;
}

const mostKept = 200;
const fileName = /^(\d{6,})\.json$/u;

export function createSettingsHistory(directory: string): SettingsHistory {
  const numbers = async (): Promise<readonly number[]> => {
    const found = (await entriesOf(directory)).flatMap((entry) => Number(fileName.exec(entry)?.[1] ?? Number.NaN));
    return found.filter(Number.isInteger).toSorted((a, b) => b - a);
  };
  const fileOf = (number: number): string => path.join(directory, `${String(number).padStart(6, '0')}.json`);
  const read = async (number: number): Promise<KeptChange | undefined> => {
    const entry = Entry.safeParse(parsed(await readFile(fileOf(number), 'utf8').catch(missing)));
    if (!entry.success) return undefined;
    const { at, kind, where, by, paths, text } = entry.data;
    return { id: String(number), at, kind, where, paths, text: text ?? undefined, ...(by === undefined ? {} : { by }) };
  };
  return {
    async list(limit) {
      const entries: KeptChange[] = [];
      for (const number of await numbers()) {
        if (entries.length === limit) break;
        const entry = await read(number);
        if (entry !== undefined) entries.push(entry);
      }
      return entries;
    },
    get: async (id) => (/^\d{1,12}$/u.test(id) ? read(Number(id)) : undefined),
    async add({ text, ...change }) {
      const known = await numbers();
      await writeWhole(fileOf((known[0] ?? 0) + 1), `${JSON.stringify({ format: 'aiwm.settings-change/1', ...change, text: text ?? null }, null, 2)}\n`);
      for (const old of known.slice(mostKept - 1)) await removeWhole(fileOf(old));
    },
  };
}

async function entriesOf(directory: string): Promise<readonly string[]> {
  return (await readdir(directory).catch(missing)) ?? [];
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch (error) {
    // An entry that a person damaged is no entry; the others stand.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function missing(error: unknown): undefined {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
}
