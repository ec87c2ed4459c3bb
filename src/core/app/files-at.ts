import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../domain/model/errors.ts';
import type { FileConnector } from '../domain/ports/file-connector.ts';
import { isMissing } from '../files/file-errors.ts';
import { createFileSandboxGuard } from '../files/file-sandbox-guard.ts';
import { createLocalFileConnector } from '../files/local-file-connector.ts';
import { systemRandom } from '../platform/system-random.ts';

/**
 * Reads a folder, or the folder of a file, that a person named just now. It is a sandbox of its own: links that lead out
 * of the folder are refused there as everywhere.
 */
export function filesAt(named: string): FileConnector {
  const folder = path.extname(named) === '' ? named : path.dirname(named);
  const directories = async () => [{ path: await realPathOf(folder, named), read: true, write: false }];
  return createLocalFileConnector({ guard: createFileSandboxGuard(directories), random: systemRandom });
}

/** Nothing there is said so at once: that some directory above it is not allowed would be no help. */
async function realPathOf(folder: string, named: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch (cause) {
    if (!isMissing(cause)) return path.resolve(folder);
    throw new AppError('not_found', `Cannot read "${named}": there is no such file.`, { next: 'Check the spelling, and that the path is one of the host.', data: { path: named }, cause });
  }
}
