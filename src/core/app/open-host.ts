import { AppError } from '../domain/model/errors.ts';
import { present } from '../domain/model/present.ts';
import type { SettingsGiven } from '../domain/model/settings-layers.ts';
import { systemClock } from '../platform/system-clock.ts';
import { systemRandom } from '../platform/system-random.ts';
import { createUuidIds } from '../platform/uuid-ids.ts';
import type { StartProgram } from '../processes/start-program.ts';
import { prepareDataDirectory } from '../storage/data-directory.ts';
import { openHostLock } from '../storage/host-lock.ts';
import { storageAdapters } from '../storage/storage-adapters.ts';
import type { Host } from './app.ts';
import { createApp } from './create-app.ts';
import { removeHostFile, writeHostFile } from './host-file.ts';
import { sampleFolders } from './product-files.ts';
import type { VaultPassword } from './vault-password.ts';

export interface HostOptions {
  readonly dataDirectory: string;
  /** Sample folders to publish. @default those of the product */
  readonly samples?: readonly string[];
  /** Tells others that this host ends by itself once nothing is left to do, so that one that stays waits for it. */
  readonly untilIdle?: boolean;
  /** The master password of the vault, taken at most once and only when something needs it. */
  readonly vaultPassword?: VaultPassword;
  /** Flags and variables that bear on settings. @default the variables of this process */
  readonly settings?: SettingsGiven;
  /** How programs beside this one are started. @default Node, by its own file */
  readonly startProgram?: StartProgram;
}

/** Of a host that stays: only a disk that is slow is written to beside the thread that answers people. */
const writerThread = { from: 8, slowMs: 8 } as const;

/**
 * Becomes the host of a data directory, made where it is missing: takes its lock, claims it in the database, publishes
 * the samples, recovers runs and drives them. Answers `undefined` if another process is the host already.
 */
export async function openHost({ dataDirectory, samples = sampleFolders(), untilIdle = false, vaultPassword, settings, startProgram }: HostOptions): Promise<Host | undefined> {
  const directory = await prepareDataDirectory(dataDirectory);
  const lock = await openHostLock(directory.root);
  if (lock === undefined) return undefined;
  const undo: (() => Promise<void> | void)[] = [() => { lock.release(); }];
  try {
    const data = await storageAdapters['local-sqlite'].open({ directory: directory.generation, ...(untilIdle ? {} : { writerThread }) });
    undo.push(() => data.close());
    const startedAt = systemClock.now();
    const { epoch, afterCrash } = await data.claim({ id: createUuidIds(systemClock, systemRandom).next(), at: startedAt });
    const created = await createApp({ data, directory, epoch, afterCrash, samples, ...present({ vaultPassword, settings, startProgram }) });
    undo.splice(1, 1, () => created.app.close());
    const identity = { pid: process.pid, startedAt: new Date(startedAt).toISOString(), ...(untilIdle ? { untilIdle } : {}) };
    await writeHostFile(directory.root, identity);
    undo.push(() => removeHostFile(directory.root));
    await created.installSamples();
    await created.drive();
    return {
      app: created.app,
      dataDirectory: directory.root,
      announce: (address, token) => writeHostFile(directory.root, { ...identity, address, token }),
      close: () => undoAll(undo),
    };
  } catch (error) {
    await undoAll(undo);
    throw asPrecondition(error, directory.root);
  }
}

/** Makes or migrates the database and publishes the samples, without driving any run; nothing if another process is the host. */
export async function prepareData({ dataDirectory, samples = sampleFolders() }: HostOptions): Promise<void> {
  const directory = await prepareDataDirectory(dataDirectory);
  const lock = await openHostLock(directory.root);
  if (lock === undefined) return;
  try {
    const data = await storageAdapters['local-sqlite'].open({ directory: directory.generation });
    const created = await createApp({ data, directory, samples });
    try {
      await created.installSamples();
    } finally {
      await created.app.close();
    }
  } catch (error) {
    throw asPrecondition(error, directory.root);
  } finally {
    lock.release();
  }
}

/** The last first, each once: clients lose the address before the database closes, and the lock goes when nothing is open. */
async function undoAll(undo: (() => Promise<void> | void)[]): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
}

function asPrecondition(error: unknown, root: string): unknown {
  if (error instanceof AppError || !(error instanceof Error) || !('code' in error)) return error;
  const isFull = error.code === 'ENOSPC' || error.code === 'EDQUOT';
  return new AppError('precondition_failed', `The data directory "${root}" cannot be used: ${error.message}.`, {
    next: isFull ? 'Free some space on its disk, or choose another one with --data-dir.' : 'Make it writable, or choose another one with --data-dir.',
    data: { directory: root },
    cause: error,
  });
}
