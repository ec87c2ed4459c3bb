import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import { prepareDataDirectory } from '../storage/data-directory.ts';

/** A log of the data directory, made where it is missing and open to append to; the caller closes it. */
export async function openLogFile(dataDirectory: string, name: string): Promise<{ readonly file: string; readonly handle: FileHandle }> {
  const { logs } = await prepareDataDirectory(dataDirectory);
  const file = path.join(logs, name);
  return { file, handle: await open(file, 'a', 0o600) };
}
