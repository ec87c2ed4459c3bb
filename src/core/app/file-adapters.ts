import { join } from 'node:path';
import type { ConfigService } from '../config/config-service.ts';
import type { FileConnector } from '../domain/ports/file-connector.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import type { FileRecordDeps } from './recorded-files.ts';
import { type AdapterPorts, once, type PortSource } from './service-ports.ts';

export interface FileAdapterOptions {
  readonly config: () => Promise<ConfigService>;
  /** Its `files` is a real path. */
  readonly place: () => Promise<DataDirectory>;
  readonly samples: () => readonly string[];
  /** With whom is written down what runs do to files. @default nobody */
  readonly record?: FileRecordDeps;
}

type FilePorts = Pick<AdapterPorts, 'guard' | 'directories' | 'sandboxNotes' | 'files' | 'filesUnder' | 'filesAt'>;

/** The file sandbox and the files in it, each loaded when it is first taken. */
export function fileAdapters({ config, place, samples, record }: FileAdapterOptions): PortSource<FilePorts> {
  const sandbox = once(async () => (await import('./create-sandbox.ts')).createSandbox({ config: await config(), directory: await place(), samples: samples() }));
  const recorded = once(async () => {
    if (record === undefined) return (files: FileConnector) => files;
    const { recordedFiles } = await import('./recorded-files.ts');
    return (files: FileConnector) => recordedFiles(files, record);
  });
  return {
    guard: async () => (await sandbox()).guard,
    directories: async () => (await sandbox()).directories,
    sandboxNotes: once(async () => (await import('../files/sandbox-notebook.ts')).createSandboxNotebook(join((await place()).config, 'directories-seen.json'))),
    files: once(async () => (await recorded())((await sandbox()).files)),
    filesUnder: once(async () => {
      const [{ filesUnder }, withRecord] = await Promise.all([sandbox(), recorded()]);
      return (settings: Parameters<typeof filesUnder>[0]) => withRecord(filesUnder(settings));
    }),
    filesAt: async () => (await import('./files-at.ts')).filesAt,
  };
}
