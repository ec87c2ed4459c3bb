import { AppError } from '../../model/errors.ts';
import type { FileConnector } from '../../ports/file-connector.ts';

const mostBackups = 100;

export interface PlacedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
}

/** Puts all bytes under the name, or changes nothing. What was there is kept beside it first, under a name that ends in `.bak`. */
export async function placeFile(files: Pick<FileConnector, 'look' | 'copy' | 'write'>, { path, bytes, overwrite, signal }: PlacedFile): Promise<{ readonly path: string; readonly backup?: string }> {
  const there = overwrite ? await files.look(path, { signal }) : undefined;
  const backup = there === undefined ? undefined : await keepCopy(files, path, signal);
  const entry = await files.write(path, bytes, { overwrite, signal });
  return { path: entry.path, ...(backup === undefined ? {} : { backup }) };
}

async function keepCopy(files: Pick<FileConnector, 'copy'>, path: string, signal: AbortSignal): Promise<string> {
  for (let number = 1; number <= mostBackups; number += 1) {
    try {
      return (await files.copy(path, `${path}.bak${number === 1 ? '' : number}`, { overwrite: false, signal })).path;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error;
    }
  }
  throw new AppError('precondition_failed', `"${path}" has ${mostBackups} backups beside it already.`, { next: 'Remove those that are not needed, or write into another directory.', data: { path } });
}
