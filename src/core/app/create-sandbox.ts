import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import type { ConfigPort, ProfileSettings } from '../domain/ports/config-port.ts';
import type { FileConnector, FileSandboxGuard } from '../domain/ports/file-connector.ts';
import { type AllowedDirectory, createSandboxDirectories, type SandboxDirectories } from '../domain/services/sandbox-directories.ts';
import { closedPlaces } from '../files/closed-places.ts';
import { createFileSandboxGuard } from '../files/file-sandbox-guard.ts';
import { createLocalFileConnector } from '../files/local-file-connector.ts';
import { systemRandom } from '../platform/system-random.ts';
import type { DataDirectory } from '../storage/data-directory.ts';

export interface SandboxOptions {
  readonly config: ConfigPort;
  /** Its `files` is a real path. */
  readonly directory: DataDirectory;
  readonly samples: readonly string[];
}

/** The file sandbox: the directories that are allowed, who watches over them, and the files in them. */
export interface Sandbox {
  readonly directories: SandboxDirectories;
  readonly guard: FileSandboxGuard;
  readonly files: FileConnector;
  /** The files that other settings allow. */
  readonly filesUnder: (settings: ProfileSettings) => FileConnector;
}

export async function createSandbox({ config, directory, samples }: SandboxOptions): Promise<Sandbox> {
  const ofProduct: readonly AllowedDirectory[] = [
    { path: directory.files, read: true, write: true, origin: 'data' },
    ...samples.map((path) => ({ path, read: true, write: false, origin: 'sample' as const })),
  ];
  // An account without a home directory is no reason not to start.
  const home = await realpath(homedir()).catch(() => homedir());
  const closed = closedPlaces({ dataDirectory: await realpath(directory.root), open: ofProduct.map(({ path }) => path), home });
  const under = (settings: Pick<ConfigPort, 'get'>): Omit<Sandbox, 'filesUnder'> => {
    const directories = createSandboxDirectories(settings, ofProduct);
    const guard = createFileSandboxGuard(directories, closed);
    return { directories, guard, files: createLocalFileConnector({ guard, random: systemRandom, relativeTo: directory.files }) };
  };
  return { ...under(config), filesUnder: (settings) => under(settings).files };
}
