import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** What the build writes beside the command line: each file it made, by its path, with its SHA-256. */
const FileList = z.object({ files: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/u)) });
const listName = path.join('cli', 'files.json');

export interface FilesCompared {
  readonly checked: number;
  /** Paths that are missing or hold something else. */
  readonly faults: readonly string[];
}

/** The files of a built program against the list of its build; nothing where there is none. A list that is none is refused. */
export async function faultsOfFiles(built: string): Promise<FilesCompared | undefined> {
  const text = await readFile(path.join(built, listName), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const { files } = FileList.parse(JSON.parse(text));
  const faults: string[] = [];
  for (const [file, sha256] of Object.entries(files)) {
    const bytes = await readFile(path.join(built, file)).catch(() => undefined);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256) faults.push(file);
  }
  return { checked: Object.keys(files).length, faults };
}
