import { realpath } from 'node:fs/promises';
import path from 'node:path';
import type { FileConnector } from '../domain/ports/file-connector.ts';
import { createFileSandboxGuard } from '../files/file-sandbox-guard.ts';
import { createLocalFileConnector } from '../files/local-file-connector.ts';
import { systemRandom } from '../platform/system-random.ts';

/**
 * Reads a folder, or the folder of a file, that a person named just now. It is a sandbox of its own: links that lead out
 * of the folder are refused there as everywhere.
 */
export function filesAt(named: string): FileConnector {
  const folder = path.extname(named) === '' ? named : path.dirname(named);
  const directories = async () => [{ path: await realPathOf(folder), read: true, write: false }];
  return createLocalFileConnector({ guard: createFileSandboxGuard(directories), random: systemRandom });
}

/** A folder that is not there stays as it was named: reading it says what is missing. */
async function realPathOf(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return path.resolve(folder);
  }
}
