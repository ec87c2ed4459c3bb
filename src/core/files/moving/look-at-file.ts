import { lstat, stat } from 'node:fs/promises';
import path from 'node:path';

import { AppError } from '../../domain/model/errors.ts';
import type { ResolvedPath, SeenFile } from '../../domain/ports/file-connector.ts';
import { fileEntry } from '../file-entry.ts';
import { isMissing } from '../file-errors.ts';
import { identityOf, seenIn } from './file-identity.ts';
import type { DescriptorGuard, FileAccess } from '../file-sandbox-guard.ts';
import { openExistingParent } from '../open-parent.ts';
import { refuseOddFile } from '../open-regular-file.ts';
import { acceptPathText } from '../path-text.ts';
import { existingFile } from '../write-file-safely.ts';

/** Which file is there under a path that may be written; nothing where there is none. */
export async function lookAtFile(guard: DescriptorGuard, asked: string): Promise<SeenFile | undefined> {
  const target = await guard.check(asked, 'write');
  const name = path.basename(target);
  await using directory = await openExistingParent(guard, target);
  const stats = directory === undefined ? undefined : await existingFile(directory, name);
  if (directory === undefined || stats === undefined) return undefined;
  refuseOddFile(stats, asked);
  const seen = await seenIn(directory, name);
  return seen === undefined ? undefined : { ...fileEntry(path.join(directory.path, name), stats), identity: identityOf(seen) };
}

/** Where a path leads and what is there, if it may be used so. */
export async function resolvePath(guard: DescriptorGuard, asked: string, access: FileAccess): Promise<ResolvedPath> {
  try {
    const real = await guard.check(asked, access);
    return { path: real, kind: await kindAt(real) };
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'not_found')) throw error;
    return { path: acceptPathText(asked), kind: 'missing' };
  }
}

async function kindAt(real: string): Promise<ResolvedPath['kind']> {
  try {
    const stats = await ((await lstat(real)).isSymbolicLink() ? stat(real) : lstat(real));
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'directory' : 'other';
  } catch (error) {
    if (isMissing(error)) return 'missing';
    throw error;
  }
}
