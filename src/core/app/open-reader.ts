import { existsSync } from 'node:fs';
import { AppError } from '../domain/model/errors.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import { type DataDirectory, findDataDirectory } from '../storage/data-directory.ts';
import { storageAdapters } from '../storage/storage-adapters.ts';
import type { App } from './app.ts';
import { createApp } from './create-app.ts';
import { prepareData } from './open-host.ts';
import { sampleFolders } from './product-files.ts';

/**
 * An app that answers queries from a data directory nobody drives, without changing it. Where there is no database yet,
 * or one older than this program, it takes the host lock for the moment that making or migrating it needs.
 */
export async function openReader({ dataDirectory }: { readonly dataDirectory: string }): Promise<App> {
  const found = (await openReadOnly(dataDirectory)) ?? (await prepare(dataDirectory));
  const { app } = await createApp({ ...found, samples: sampleFolders() });
  return app;
}

interface OpenedData {
  readonly data: WorkflowDataPort;
  readonly directory: DataDirectory;
}

async function openReadOnly(dataDirectory: string): Promise<OpenedData | undefined> {
  const directory = await findDataDirectory(dataDirectory);
  if (directory === undefined || !existsSync(directory.files)) return undefined;
  try {
    return { data: await storageAdapters['local-sqlite'].open({ directory: directory.generation, readonly: true }), directory };
  } catch (error) {
    const reason = error instanceof AppError && error.code === 'precondition_failed' ? error.data?.['reason'] : undefined;
    if (reason === 'database_missing' || reason === 'database_outdated') return undefined;
    throw error;
  }
}

async function prepare(dataDirectory: string): Promise<OpenedData> {
  await prepareData({ dataDirectory });
  const opened = await openReadOnly(dataDirectory);
  if (opened !== undefined) return opened;
  throw new AppError('conflict', `Another process is just making or migrating the data in "${dataDirectory}".`, { next: 'Try again in a moment.', data: { directory: dataDirectory } });
}
