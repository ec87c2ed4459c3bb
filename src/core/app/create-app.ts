import { realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createRouterClient, getRouter, isProcedure } from '@orpc/server';
import { ZipArchive } from '../archives/zip-archive.ts';
import { createConfigService } from '../config/config-service.ts';
import { createDocumentBuilderSet } from '../documents/document-builders.ts';
import { standardCatalogue } from '../domain/catalogue/catalogue.ts';
import type { Caller } from '../domain/model/caller.ts';
import { AppError } from '../domain/model/errors.ts';
import { loadContract } from '../domain/operations/areas.ts';
import type { EffectPorts } from '../domain/ports/effect-ports.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { ConnectorRegistryPort } from '../domain/ports/connector-registry-port.ts';
import type { RunExecutor } from '../domain/ports/run-executor.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import { createRunLoader } from '../domain/runtime/executor/run-loader.ts';
import { createWorkflowRuntime } from '../domain/runtime/workflow-runtime.ts';
import { type AllowedDirectory, createSandboxDirectories } from '../domain/services/sandbox-directories.ts';
import { createEventBus } from '../events/event-bus.ts';
import { type ClosedPlaces, closedPlaces } from '../files/closed-places.ts';
import { createFileSandboxGuard } from '../files/file-sandbox-guard.ts';
import { createFormatterSet } from '../files/formatters/formatters.ts';
import { createLocalFileConnector } from '../files/local-file-connector.ts';
import { llmConnectors } from '../llm/llm-connectors.ts';
import { systemClock } from '../platform/system-clock.ts';
import { intlTimeZones } from '../platform/intl-time-zones.ts';
import { systemRandom } from '../platform/system-random.ts';
import { createUuidIds } from '../platform/uuid-ids.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import type { App, AppRouter } from './app.ts';
import { createConnectorRegistry } from './connector-registry.ts';
import { createServices } from './create-services.ts';
import { createRouter } from './dispatch.ts';
import { toTransportError, unknownOperation } from './failure.ts';
import { createFaultLog } from './fault-log.ts';
import { filesAt } from './files-at.ts';
import { installSamples } from './install-samples.ts';
import { rememberNamedRuns } from './named-runs.ts';
import { OpenStreams } from './open-streams.ts';

export interface AppOptions {
  readonly data: WorkflowDataPort;
  readonly directory: DataDirectory;
  /** From `data.claim`, by the process that holds the host lock. Without it the app only answers queries. */
  readonly epoch?: number;
  /** From `data.claim`. */
  readonly afterCrash?: boolean;
  /** Sample folders, which workflows may read. */
  readonly samples?: readonly string[];
  /** @default the machine's */
  readonly clock?: Clock;
}

export interface CreatedApp {
  readonly app: App;
  /** Publishes the samples; the caller holds the host lock. */
  readonly installSamples: () => Promise<void>;
  /** Recovers what the last host left and lets runs go on; without an epoch it does nothing. */
  readonly drive: () => Promise<void>;
}

/** The composition root: every adapter, service and middleware is put together here and nowhere else. */
export async function createApp({ data, epoch, afterCrash = true, samples = [], clock = systemClock, ...options }: AppOptions): Promise<CreatedApp> {
  // Allowed directories are compared by their real paths, whatever links led to the data directory.
  const directory = { ...options.directory, files: await realpath(options.directory.files) };
  const onFault = createFaultLog(directory.logs, clock);
  const ids = createUuidIds(clock, systemRandom);
  const publisher = createEventBus({ onListenerError: (channel, error) => { onFault(error, { channel }); } });
  const config = createConfigService({ store: data.settings, events: publisher, defaults: {} });
  const ofProduct: readonly AllowedDirectory[] = [
    { path: directory.files, read: true, write: true, origin: 'data' },
    ...samples.map((path) => ({ path, read: true, write: false, origin: 'sample' as const })),
  ];
  const directories = createSandboxDirectories(config, ofProduct);
  const guard = createFileSandboxGuard(directories, await placesClosedAround(directory.root, ofProduct));
  const files = createLocalFileConnector({ guard, random: systemRandom, relativeTo: directory.files });
  const formatters = createFormatterSet();
  const documents = createDocumentBuilderSet();
  const registry = createConnectorRegistry({ config, llm: llmConnectors, parts: { clock, readScript: (address) => data.blobs.read(address) }, others: [storageInUse] });
  const ports: EffectPorts = { files, formatters, documents, llm: (id) => modelFor(registry, id), readBlob: ({ sha256 }) => data.blobs.read(sha256) };
  const catalogue = standardCatalogue;

  const runtime = epoch === undefined ? undefined : createWorkflowRuntime({ data, clock, ids, random: systemRandom, zones: intlTimeZones, publisher, ports, catalogue, epoch, afterCrash, onFault });
  const runs = rememberNamedRuns(runtime ?? nobodyDrives);
  const loader = runtime?.loader ?? createRunLoader(data, catalogue);
  const archives = new ZipArchive();
  const services = createServices({ data, directory, executor: runs.executor, loader, publisher, config, guard, directories, files, filesAt, formatters, documents, archives, registry, catalogue, clock, ids });

  const closing = new AbortController();
  const streams = new OpenStreams();
  const contract = await loadContract();
  const router = createRouter(contract, { services, audit: data.audit, clock, ids, closing: closing.signal, streams, onUnexpected: (error, { operation, correlationId }) => { onFault(error, { operation, correlationId }); } });
  const app: App = {
    contract,
    router,
    publisher,
    get openStreams() {
      return streams.count;
    },
    client: (caller) => createRouterClient(router, { context: caller }),
    call: async (operation, input, { caller, signal }) => callByName(router, operation, { input, caller, signal }),
    idle: (signal) => runs.idle(signal),
    async close() {
      closing.abort(closed());
      await runtime?.close();
      await data.close();
    },
  };
  return {
    app,
    installSamples: () => installSamples({ data, files, archives, formatters, catalogue, clock, ids, onFault }, samples),
    drive: async () => runtime?.open(),
  };
}

async function placesClosedAround(root: string, ofProduct: readonly AllowedDirectory[]): Promise<ClosedPlaces> {
  // An account without a home directory is no reason not to start.
  const home = await realpath(homedir()).catch(() => homedir());
  return closedPlaces({ dataDirectory: await realpath(root), open: ofProduct.map(({ path }) => path), home });
}

const storageInUse = { id: 'local-sqlite', category: 'storage', title: 'SQLite', description: 'Keeps everything in the data directory.' } as const;

/** A run that names a connector that is not there can wait for it: another code than a person's typing error. */
async function modelFor(registry: ConnectorRegistryPort, id: string | undefined) {
  try {
    return await registry.llm(id);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
    throw new AppError('connector_unavailable', error.message, { ...(error.next === undefined ? {} : { next: error.next }), data: { reason: 'missing' }, cause: error });
  }
}

interface NamedCall {
  readonly input: unknown;
  readonly caller: Caller;
  readonly signal: AbortSignal | undefined;
}

async function callByName(router: AppRouter, operation: string, { input, caller, signal }: NamedCall): Promise<unknown> {
  const path = operation.split('.');
  const procedure = path.every((part) => part !== '' && !part.startsWith('__')) ? getRouter(router, path) : undefined;
  if (!isProcedure(procedure)) {
    const unknown = unknownOperation(operation);
    throw toTransportError(unknown.toWire(), unknown);
  }
  return createRouterClient(procedure, { context: caller, path })(input, signal === undefined ? {} : { signal });
}

/** Stands where no host is: queries do not need one, and doors send everything else to it. */
const nobodyDrives: RunExecutor = {
  capabilities: { multiHost: false, abortEffects: false, maxContextBytes: 0 },
  fork: () => Promise.reject(noHost()),
  release: () => Promise.reject(noHost()),
  adopt: () => Promise.reject(noHost()),
  purge: () => Promise.reject(noHost()),
  start: () => Promise.reject(noHost()),
  deliver: () => Promise.reject(noHost()),
  settled: () => Promise.resolve(),
  health: () => Promise.resolve({ open: false, driving: 0, effectsInFlight: 0 }),
};

function noHost(): AppError {
  return new AppError('precondition_failed', 'Nobody drives the runs of this data directory.', { next: 'Start a host with `aiwm serve`, and try again.', data: { reason: 'no_host' } });
}

function closed(): AppError {
  return new AppError('interrupted', 'The program is closing.', { next: 'Start it again; runs go on where they stood.' });
}
