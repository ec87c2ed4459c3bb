import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/domain/model/errors.ts';

/** A file somebody opened with the program: the page says what importing it would bring. */
export interface OfferedFile {
  readonly name: string;
  /** In base64. */
  readonly content: string;
}

/** Endings of workflows: the program's own, and what it exports. */
export const fileEndings = ['.aiwm', '.json', '.zip'] as const;

/** What an import takes at most. */
const mostBytes = 9_000_000;

/** Reads it whole. Throws an {@link AppError} for what is no file of ours, is not there or is too large. */
export async function readOfferedFile(file: string): Promise<OfferedFile> {
  const name = path.basename(file);
  if (!isOfferable(file)) throw refused(name, `it ends in none of ${fileEndings.join(', ')}`);
  try {
    // A pipe or a device would keep the program waiting.
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const facts = await handle.stat();
      if (!facts.isFile()) throw refused(name, 'it is not a file');
      if (facts.size > mostBytes) throw refused(name, `it is larger than ${mostBytes / 1_000_000} MB`);
      return { name, content: (await handle.readFile()).toString('base64') };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused(name, error instanceof Error ? error.message : String(error));
  }
}

export function isOfferable(file: string): boolean {
  const ending = path.extname(file).toLowerCase();
  return fileEndings.some((one) => one === ending);
}

function refused(name: string, why: string): AppError {
  return new AppError('input_invalid', `"${name}" cannot be opened: ${why}.`, { next: 'Open a workflow that was exported from here, or import it on the Workflows screen.' });
}
