import { hash } from 'node:crypto';
import path from 'node:path';

import type { FileConnector, FileUse } from '../domain/ports/file-connector.ts';
import type { Random } from '../domain/ports/random.ts';
import { fileEntry } from './file-entry.ts';
import { explainFileError, type FileVerb } from './file-errors.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { listDirectory } from './list-directory.ts';
import { readRegularFile } from './read-regular-file.ts';
import { withinDirectories } from './within-directories.ts';
import { writeFileSafely } from './write-file-safely.ts';

export interface LocalFileConnectorDeps {
  readonly guard: DescriptorGuard;
  readonly random: Random;
  /** Where relative paths begin; without it they are refused. What they lead to is checked like any other. */
  readonly relativeTo?: string;
}

/** Files of this machine, inside the directories the guard allows. */
export function createLocalFileConnector({ guard, random, relativeTo }: LocalFileConnectorDeps): FileConnector {
  const whole = (asked: string): string => (relativeTo === undefined || path.isAbsolute(asked) ? asked : path.join(relativeTo, asked));
  const guardOf = (within: FileUse['within']): DescriptorGuard => (within === undefined ? guard : withinDirectories(guard, within.map((directory) => path.resolve(whole(directory)))));
  return {
    read(asked, { within, ...options }) {
      return explained('read', asked, async () => {
        const { path: real, bytes } = await readRegularFile(guardOf(within), whole(asked), options);
        return { path: real, name: path.basename(real), bytes, sha256: hash('sha256', bytes, 'hex') };
      });
    },
    write(asked, bytes, { within, ...options }) {
      return explained('write', asked, async () => {
        options.signal?.throwIfAborted();
        const written = await writeFileSafely(guardOf(within), random, { asked: whole(asked), bytes, ...options });
        return fileEntry(written.path, written.stats);
      });
    },
    list(asked, { within, ...options }) {
      return explained('list', asked, () => listDirectory(guardOf(within), { asked: whole(asked), ...options }));
    },
  };
}

async function explained<T>(verb: FileVerb, asked: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainFileError(error, verb, asked);
  }
}
