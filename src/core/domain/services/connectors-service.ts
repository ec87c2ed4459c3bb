import { AppError } from '../model/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorInfo, ConnectorRegistryPort } from '../ports/connector-registry-port.ts';
import type { Ids } from '../ports/ids.ts';
import type { SettingsEditor } from '../ports/settings-editor.ts';
import type { ToolServerFacts } from '../ports/tool-server-port.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { ConnectorDetails } from '../operations/connectors.ts';
import type { AreaService } from './area-service.ts';
import { changeConnectors } from './change-connectors.ts';
import { changeToolServers, isToolServerKind } from './change-tool-servers.ts';
import { serverCapabilities } from './server-capabilities.ts';
import { connectorCapabilities } from './connector-capabilities.ts';
import { connectorView, metricsView, testView } from './connector-view.ts';
import { estimatePrompt } from './estimate-prompt.ts';
import { triedPrompts } from './tried-prompts.ts';
import { tryConnector, untried } from './try-connector.ts';

export interface ConnectorsServiceDeps {
  readonly registry: ConnectorRegistryPort;
  readonly toolServers: ToolServerFacts;
  readonly config: SettingsEditor;
  readonly data: Pick<WorkflowDataPort, 'inspect' | 'usage'>;
  readonly publisher: WorkflowEventPublisher;
  /** Of the host that answers. */
  readonly epoch: number;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly ids: Ids;
}

/** What runs talk to, and whether it answers. */
export function createConnectorsService(deps: ConnectorsServiceDeps): AreaService<'connectors'> {
  const { registry, config, clock } = deps;
  const changes = changeConnectors({ registry, config });
  const servers = changeToolServers({ registry, config });
  const details = (id: string): Promise<ConnectorDetails> => connectorDetails(deps, id);

  return {
    async list({ category }) {
      const items = (await registry.list()).map(connectorView);
      return { items: category === undefined ? items : items.filter((item) => item.category === category) };
    },
    get: ({ id }) => details(id),
    async add({ id, kind, command, args, env, tools, ...settings }, call) {
      if (isToolServerKind(kind)) await servers.add({ id, said: { ...settings, kind, command, args, env, tools } }, call);
      else await changes.add(id, ofModel({ ...settings, kind }, id, { command, args, env, tools }));
      return details(id);
    },
    async configure({ id, reset, command, args, env, tools, ...settings }, call) {
      if ((await servers.kept(id)) !== undefined) await servers.configure({ id, said: { ...settings, command, args, env, tools }, reset }, call);
      else await changes.configure(id, ofModel(settings, id, { command, args, env, tools }), reset);
      return details(id);
    },
    async remove({ id }, call) {
      await ((await servers.kept(id)) === undefined ? changes.remove(id) : servers.remove(id, call));
      return { id };
    },
    activate: ({ id, asFallback }) => changes.activate(id, asFallback),
    async test({ id, all }, { signal }) {
      if (all && id !== undefined) throw new AppError('input_invalid', `"all" and the id "${id}" exclude each other.`, { next: 'Leave one of them away.', data: { field: 'id' } });
      const infos = await registry.list();
      // Each has its own way to wait, and none waits for another.
      const items = all ? await Promise.all(infos.map(async (info) => untried(info, clock.now()) ?? testView(info.id, (await tryConnector(deps, info, signal)).test))) : [await testOne(deps, among(infos, id ?? activeModel(infos)), signal)];
      return { ok: items.every(({ outcome }) => outcome !== 'failed'), items };
    },
    async capabilities({ id, connector, refresh }, { signal }) {
      const settings = (await config.get('connectors')).value;
      const named = id ?? connector ?? settings.llm;
      const server = await servers.kept(named);
      if (server !== undefined) return serverCapabilities(deps.toolServers, { id: named, server, now: clock.now() }, signal);
      return connectorCapabilities(registry, { id: named, refresh, settings }, signal);
    },
    estimate: (input) => estimatePrompt(registry, input),
    ...triedPrompts({ ...deps, usage: deps.data.usage }),
  };
}

async function connectorDetails({ registry, config }: ConnectorsServiceDeps, id: string): Promise<ConnectorDetails> {
  const info = among(await registry.list(), id);
  const { models, tools } = (await config.get('connectors')).value;
  const [settings, server] = [models[id], tools[id]];
  const metrics = registry.metrics(id);
  return { ...connectorView(info), ...(settings === undefined ? {} : { settings }), ...(server === undefined ? {} : { server }), ...(metrics === undefined ? {} : { metrics: metricsView(metrics) }) };
}

/** What is said of a model, unless something is said beside it that a model has not. */
function ofModel<Said>(said: Said, id: string, others: { readonly [field: string]: unknown }): Said {
  const [field] = Object.entries(others).find(([, value]) => value !== undefined) ?? [];
  if (field === undefined) return said;
  throw new AppError('input_invalid', `"${field}" says nothing of the model connector "${id}".`, { next: 'It goes with the kinds mcp-stdio and mcp-http.', data: { id, field } });
}

/** Whoever tries one wants its failure as a failure. */
async function testOne(deps: ConnectorsServiceDeps, info: ConnectorInfo, signal: AbortSignal) {
  const { test, failure } = await tryConnector(deps, info, signal);
  if (failure !== undefined) throw failure;
  return testView(info.id, test);
}

function activeModel(infos: readonly ConnectorInfo[]): string {
  return infos.find(({ category, active }) => category === 'llm' && active)?.id ?? 'mock';
}

function among(infos: readonly ConnectorInfo[], id: string): ConnectorInfo {
  const found = infos.find((info) => info.id === id);
  if (found !== undefined) return found;
  throw new AppError('not_found', `There is no connector "${id}".`, { next: `Use one of: ${infos.map((info) => info.id).join(', ')}.`, data: { id } });
}
