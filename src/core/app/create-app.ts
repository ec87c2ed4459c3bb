import { createRouterClient } from '@orpc/server';
import { standardCatalogue } from '../domain/catalogue/catalogue.ts';
import { pruneAllVersions } from '../domain/services/prune-versions.ts';
import { present } from '../domain/model/present.ts';
import type { SettingsGiven } from '../domain/model/settings-layers.ts';
import { type Contract, loadContract } from '../domain/operations/areas.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { WorkflowDataPort } from '../domain/ports/workflow-data-port.ts';
import { createRunLoader } from '../domain/runtime/executor/run-loader.ts';
import { keptServer } from '../domain/services/kept-servers.ts';
import type { ServiceLoader } from '../domain/services/area-service.ts';
import { systemClock } from '../platform/system-clock.ts';
import { systemRandom } from '../platform/system-random.ts';
import type { StartProgram } from '../processes/start-program.ts';
import type { DataDirectory } from '../storage/data-directory.ts';
import { createVaultRunKeys } from '../vault/vault-run-keys.ts';
import type { App } from './app.ts';
import { callByName, closed } from './call-by-name.ts';
import { CallsUnderWay } from './calls-under-way.ts';
import { createCommandsOnce } from './commands-once.ts';
import { createAdapters } from './create-adapters.ts';
import { createRuntime } from './create-runtime.ts';
import { createServices } from './create-services.ts';
import { createRouter } from './dispatch.ts';
import { beginHostWork, type HostWork } from './host-work.ts';
import { installSamples } from './install-samples.ts';
import { rememberNamedRuns } from './named-runs.ts';
import { nobodyDrives } from './nobody-drives.ts';
import { OpenStreams } from './open-streams.ts';
import { openTrails } from './open-trails.ts';
import { openProgramLog } from './program-log.ts';
import { createSecretInputs } from './secret-inputs.ts';
import { take } from './service-ports.ts';
import { createTokenDoor } from './token-door.ts';
import type { VaultPassword } from './vault-password.ts';

export interface AppOptions {
  readonly data: WorkflowDataPort;
  readonly directory: DataDirectory;
  /** From `data.claim`, by the process that holds the host lock. Without it the app only answers queries. */
  readonly epoch?: number;
  /** From `data.claim`. */
  readonly afterCrash?: boolean;
  /** Sample folders, which workflows may read. */
  readonly samples?: readonly string[];
  /** The master password this program was started with, taken at most once. */
  readonly vaultPassword?: VaultPassword;
  /** Flags and variables that bear on settings. @default the variables of this process */
  readonly settings?: SettingsGiven;
  /** How programs beside this one are started. @default Node, by its own file */
  readonly startProgram?: StartProgram;
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

const longestCallMs = 5000;

/** The composition root: every adapter, service and middleware is put together here, and for a reader in {@link openReader}. */
export async function createApp({ data: given, directory, epoch, afterCrash = true, samples = [], vaultPassword, settings, startProgram, clock = systemClock }: AppOptions): Promise<CreatedApp> {
  const programLog = openProgramLog(directory.logs, clock);
  const { onFault, log } = programLog;
  const { publisher, trail, data, scope } = openTrails(given, programLog, clock);
  const adapters = createAdapters({ data, publisher, scope, directory, samples: () => samples, clock, log: programLog, ...present({ vaultPassword, given: settings, startProgram }) });
  const catalogue = standardCatalogue;
  const vault = await adapters.vault();
  const keys = createVaultRunKeys({ directory: directory.keys, vault, random: systemRandom });
  const runtime = epoch === undefined ? undefined : await createRuntime(adapters, { catalogue, keys, epoch, afterCrash, scope, onFault });
  const runs = rememberNamedRuns(runtime ?? nobodyDrives);
  const loader = runtime?.loader ?? createRunLoader(data, catalogue, keys);
  const services = createServices({ ...adapters, catalogue: () => catalogue, loader: () => loader, keys: () => keys, executor: () => runs.executor, epoch: () => epoch ?? 0 });
  const { ids, files, archives, formatters } = await take(adapters, ['ids', 'files', 'archives', 'formatters']);

  let work: HostWork | undefined;
  const [closing, streams, calls] = [new AbortController(), new OpenStreams(), new CallsUnderWay()];
  const { contract, router } = await openRouter({ services, audit: trail, once: createCommandsOnce(data.commandKeys, clock), withoutSecrets: createSecretInputs({ data, loader }), clock, ids, closing: closing.signal, streams, calls, log: log.child('commands'), onUnexpected: (error, { operation, correlationId }) => { onFault(error, { operation, correlationId }); } });
  const app: App = {
    contract,
    router,
    tokens: createTokenDoor({ tokens: data.tokens, clock, publisher, onFault }),
    keptServer: async (name) => keptServer(await take(adapters, ['config', 'vault']), name),
    publisher,
    log,
    demandData: async () => { await data.settings.read('server'); },
    get openStreams() {
      return streams.count;
    },
    client: (caller) => createRouterClient(router, { context: caller }),
    call: async (operation, input, options) => callByName(router, operation, { input, ...options }),
    idle: async (signal) => { await work?.idle(); await runs.idle(signal); },
    async close() {
      closing.abort(closed());
      await lastCalls(calls, clock);
      await work?.close();
      await runtime?.close();
      await Promise.all([(await adapters.toolServers()).close(), (await adapters.documents()).close()]);
      await data.close();
      if (epoch !== undefined) log.info('The host stops');
      log.close();
    },
  };
  return {
    app,
    installSamples: () => installSamples({ data, files, archives, formatters, catalogue, clock, ids, onFault }, samples),
    drive: async () => {
      if (runtime === undefined) return;
      work = await beginHostWork({ adapters, runtime, log: programLog, facts: { epoch: epoch ?? 0, afterCrash }, vault, data, loader, executor: runs.executor, ids, history: data.history, keys, clock, publisher, onFault, pruneVersions: (keep) => pruneAllVersions({ data, catalogue, clock }, { keep, by: { kind: 'system', id: 'retention' } }) });
    },
  };
}

/** What a call still writes lies in the data directory, which is somebody else's once the program is closed. One that does not end is not waited for. */
async function lastCalls(calls: CallsUnderWay, clock: Clock): Promise<void> {
  const enough = new AbortController();
  await Promise.race([calls.ended(), clock.sleepUntil(clock.now() + longestCallMs, enough.signal).catch(() => undefined)]);
  enough.abort();
}

async function openRouter(deps: Parameters<typeof createRouter>[1]): Promise<Pick<App, 'contract' | 'router'>> {
  const contract = await loadContract();
  // A program that is replaced while it runs would not find later what it did not load.
  await loadServices(contract, deps.services);
  return { contract, router: createRouter(contract, deps) };
}

async function loadServices(contract: Contract, services: { readonly [area: string]: ServiceLoader<keyof Contract> }): Promise<void> {
  const methods = Object.entries(contract).flatMap(([area, verbs]) => Object.keys(verbs).map(async (verb) => services[area]?.(verb)));
  await Promise.all(methods);
}
