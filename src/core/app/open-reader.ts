import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { AppError } from '../domain/model/errors.ts';
import { present } from '../domain/model/present.ts';
import type { SettingsGiven } from '../domain/model/settings-layers.ts';
import { type AreaName, isAreaName } from '../domain/operations/areas.ts';
import { operationsOf } from '../domain/operations/operations-of.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import { passingRandom } from '../platform/passing-random.ts';
import { systemClock } from '../platform/system-clock.ts';
import { systemRandom } from '../platform/system-random.ts';
import { createUuidIds } from '../platform/uuid-ids.ts';
import { type DataDirectory, findDataDirectory } from '../storage/data-directory.ts';
import { storageAdapters } from '../storage/storage-adapters.ts';
import type { App, AppRouter } from './app.ts';
import { createAuditTrail } from './audit-trail.ts';
import { callByName, closed } from './call-by-name.ts';
import { createAdapters } from './create-adapters.ts';
import { createServices } from './create-services.ts';
import { createRouter } from './dispatch.ts';
import { nobodyDrives } from './nobody-drives.ts';
import { OpenStreams } from './open-streams.ts';
import { sampleFolders } from './product-files.ts';
import { openProgramLog } from './program-log.ts';
import { once } from './service-ports.ts';
import type { VaultPassword } from './vault-password.ts';

/** The part of an {@link App} that needs no host. */
export type Reader = Pick<App, 'call' | 'close'>;

export interface ReaderOptions {
  readonly dataDirectory: string;
  readonly vaultPassword?: VaultPassword;
  /** Flags and variables that bear on settings. @default the variables of this process */
  readonly settings?: SettingsGiven;
}

/**
 * Answers queries from a data directory nobody drives, without changing it, through the dispatch of every app. An area's
 * operations and service are loaded by its first call. Where there is no database yet, or one older than this program, it
 * takes the host lock for the moment that making or migrating it needs.
 */
export async function openReader({ dataDirectory, ...given }: ReaderOptions): Promise<Reader> {
  // A schema that checks one value takes longer to be made a program than to be walked through.
  z.config({ jitless: true });
  const { data, directory } = await openData(dataDirectory);
  const closing = new AbortController();
  const routerOf = createRouters({ data, directory }, closing.signal, given);
  return {
    async call(operation, input, options) {
      const [area = '', verb = ''] = operation.split('.');
      return callByName(isAreaName(area) ? await routerOf(area, verb) : {}, operation, { input, ...options });
    },
    async close() {
      closing.abort(closed());
      await data.close();
    },
  };
}

/** One operation at a time: giving each of an area its method takes longer than calling one. */
function createRouters({ data, directory }: OpenedData, closing: AbortSignal, { vaultPassword, settings }: Omit<ReaderOptions, 'dataDirectory'>): (area: AreaName, verb: string) => Promise<AppRouter> {
  const clock = systemClock;
  const log = openProgramLog(directory.logs, clock);
  const { onFault } = log;
  const adapters = createAdapters({ data, directory, samples: sampleFolders, clock, log, isReader: true, ...present({ vaultPassword, given: settings }) });
  const catalogue = once(async () => (await import('../domain/catalogue/catalogue.ts')).standardCatalogue);
  const keys = once(async () => (await import('../vault/vault-run-keys.ts')).createVaultRunKeys({ directory: directory.keys, vault: await adapters.vault(), random: systemRandom }));
  const loader = once(async () => (await import('../domain/runtime/executor/run-loader.ts')).createRunLoader(data, await catalogue(), await keys()));
  const services = createServices({ ...adapters, catalogue, loader, keys, executor: () => nobodyDrives, epoch: () => 0 });
  const withoutSecrets = async (input: unknown): Promise<unknown> => (await import('./secret-inputs.ts')).createSecretInputs({ data, loader: await loader() })(input);
  const deps = { services, audit: createAuditTrail(data.audit), withoutSecrets, clock, closing, streams: new OpenStreams(), ids: createUuidIds(clock, passingRandom), log: log.log.child('commands') };
  return async (area, verb) => {
    const operations = await operationsOf(area, verb);
    const asked = Object.fromEntries(Object.entries(operations).filter(([name]) => name === verb));
    return createRouter({ [area]: asked }, { ...deps, withoutSecrets: () => Promise.resolve({}), onUnexpected: (error, { operation, correlationId }) => { onFault(error, { operation, correlationId }); } });
  };
}

export interface OpenedData {
  readonly data: WorkflowDataPort;
  readonly directory: DataDirectory;
}

/** The data to read only, made or migrated first where that is needed. */
export async function openData(dataDirectory: string): Promise<OpenedData> {
  return (await openReadOnly(dataDirectory)) ?? (await prepare(dataDirectory));
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

/** How long another process may take to make or migrate the data. */
const longestPreparingMs = 10_000;
const betweenLooksMs = 50;

async function prepare(dataDirectory: string): Promise<OpenedData> {
  const { prepareData } = await import('./open-host.ts');
  for (const deadline = performance.now() + longestPreparingMs; performance.now() < deadline; ) {
    // Nothing is done where another process does it just now.
    await prepareData({ dataDirectory });
    const opened = await openReadOnly(dataDirectory);
    if (opened !== undefined) return opened;
    await delay(betweenLooksMs);
  }
  throw new AppError('conflict', `Another process is just making or migrating the data in "${dataDirectory}".`, { next: 'Try again in a moment.', data: { directory: dataDirectory } });
}
