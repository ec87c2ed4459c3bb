import { createHash, hash } from 'node:crypto';
import path from 'node:path';

import type { FileConnector, FileUse } from '../domain/ports/file-connector.ts';
import type { Random } from '../domain/ports/random.ts';
import { fileEntry } from './file-entry.ts';
import { explainFileError, type FileVerb } from './file-errors.ts';
import type { DescriptorGuard } from './file-sandbox-guard.ts';
import { listDirectory } from './list-directory.ts';
import { copyFile } from './moving/copy-file.ts';
import { lookAtFile, resolvePath } from './moving/look-at-file.ts';
import { moveFile } from './moving/move-file.ts';
import { removeFile } from './moving/remove-file.ts';
import { traceMove } from './moving/trace-move.ts';
import { readRegularFile, streamRegularFile } from './read-regular-file.ts';
import { watchFiles } from './watching/watch-files.ts';
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
    read: (asked, { within, ...options }) =>
      explained({ verb: 'read', asked }, async () => {
        const { path: real, bytes } = await readRegularFile(guardOf(within), whole(asked), options);
        return { path: real, name: path.basename(real), bytes, sha256: hash('sha256', bytes, 'hex') };
      }),
    write: (asked, bytes, { within, ...options }) =>
      explained({ verb: 'write', asked }, async () => {
        options.signal?.throwIfAborted();
        const written = await writeFileSafely(guardOf(within), random, { asked: whole(asked), bytes, ...options });
        return fileEntry(written.path, written.stats);
      }),
    list: (asked, { within, ...options }) => explained({ verb: 'list', asked }, () => listDirectory(guardOf(within), { asked: whole(asked), ...options })),
    resolve: (asked, { within, access }) => explained({ verb: 'look at', asked }, () => resolvePath(guardOf(within), whole(asked), access)),
    look: (asked, { within, signal } = {}) =>
      explained({ verb: 'look at', asked }, async () => {
        signal?.throwIfAborted();
        return lookAtFile(guardOf(within), whole(asked));
      }),
    stream: (asked, { within, signal } = {}) => explainedEach({ verb: 'read', asked }, () => streamRegularFile(guardOf(within), whole(asked), signal)),
    writeStream: (asked, pieces, { within, ...options }) =>
      explained({ verb: 'write', asked }, async () => {
        options.signal?.throwIfAborted();
        const sum = createHash('sha256');
        const bytes = passing(pieces, (piece) => { sum.update(piece); });
        const written = await writeFileSafely(guardOf(within), random, { asked: whole(asked), bytes, acceptsEqual: true, ...options });
        return { ...fileEntry(written.path, written.stats), sha256: sum.digest('hex') };
      }),
    copy: (asked, to, { within, ...options }) =>
      explained({ verb: 'copy', asked, to }, async () => {
        const written = await copyFile(guardOf(within), random, { from: whole(asked), to: whole(to), ...options });
        return fileEntry(written.path, written.stats);
      }),
    move: (asked, to, { within, ...options }) =>
      explained({ verb: 'move', asked, to }, async () => {
        const written = await moveFile(guardOf(within), random, { from: whole(asked), to: whole(to), ...options });
        return fileEntry(written.path, written.stats);
      }),
    traceMove: (asked, to, { within, identity }) => explained({ verb: 'look at', asked }, () => traceMove(guardOf(within), { from: whole(asked), to: whole(to), identity })),
    remove: (asked, { within, ...options }) => explained({ verb: 'delete', asked }, () => removeFile(guardOf(within), { asked: whole(asked), ...options })),
    watch: (asked, { within, ...options }) => explainedEach({ verb: 'watch', asked }, () => watchFiles(guardOf(within), { asked: whole(asked), ...options })),
  };
}

interface Attempt {
  readonly verb: FileVerb;
  readonly asked: string;
  readonly to?: string;
}

async function explained<T>({ verb, asked, to }: Attempt, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainFileError(error, verb, { path: asked, to });
  }
}

async function* explainedEach<T>({ verb, asked }: Attempt, work: () => AsyncIterable<T>): AsyncGenerator<T, void, void> {
  try {
    yield* work();
  } catch (error) {
    throw explainFileError(error, verb, asked);
  }
}

async function* passing(pieces: AsyncIterable<Uint8Array>, see: (piece: Uint8Array) => void): AsyncGenerator<Uint8Array, void, void> {
  for await (const piece of pieces) {
    see(piece);
    yield piece;
  }
}
