import { createRunDocuments } from '../domain/services/run-documents.ts';
import { createWorkflowRuntime, type WorkflowRuntime } from '../domain/runtime/workflow-runtime.ts';
import { intlTimeZones } from '../platform/intl-time-zones.ts';
import { systemRandom } from '../platform/system-random.ts';
import { createBudgetsInForce } from './budgets-in-force.ts';
import { openDocumentRegistry } from './create-document-registry.ts';
import type { EffectScope } from './effect-scope.ts';
import { modelFor, portsOfProfiles } from './ports-of-profiles.ts';
import { lendToServices } from './service-connectors.ts';
import { type AdapterPorts, type PortSource, take } from './service-ports.ts';

type RuntimeDeps = Parameters<typeof createWorkflowRuntime>[0];
interface Engine extends Pick<RuntimeDeps, 'catalogue' | 'keys' | 'epoch' | 'afterCrash' | 'onFault'> {
  readonly scope: EffectScope;
}

const ofRuntime = ['data', 'clock', 'ids', 'publisher', 'files', 'formatters', 'documents', 'registry', 'outgoing', 'config', 'filesUnder', 'toolServers'] as const;

/** What drives runs, each of them by the settings, keys and tools of its own profile. */
export async function createRuntime(adapters: PortSource<AdapterPorts>, { scope, ...engine }: Engine): Promise<WorkflowRuntime> {
  const { data, clock, ids, publisher, files, formatters, documents, registry, outgoing, config, filesUnder, toolServers } = await take(adapters, ofRuntime);
  const active: RuntimeDeps['ports'] = {
    ...{ files, formatters, documents, http: outgoing, tools: toolServers },
    registered: createRunDocuments({ registry: (await openDocumentRegistry(adapters)).registry, data, clock, currentRun: () => scope.current()?.runId }),
    llm: (id, choice) => modelFor(registry, id, choice),
    secret: lendToServices(config, adapters.vault),
    readBlob: ({ sha256 }) => data.blobs.read(sha256),
  };
  const ports = portsOfProfiles({ ports: active, config, registry, vault: adapters.vault, filesUnder, toolServers });
  return createWorkflowRuntime({ data, clock, ids, publisher, ports, random: systemRandom, zones: intlTimeZones, budgets: createBudgetsInForce(config), around: scope.around, ...engine });
}
