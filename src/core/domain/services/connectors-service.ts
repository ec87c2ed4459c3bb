import { costOf } from '../catalogue/model-usage.ts';
import { AppError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConfigPort } from '../ports/config-port.ts';
import type { ConnectorInfo, ConnectorRegistryPort, ConnectorTest } from '../ports/connector-registry-port.ts';
import type { Ids } from '../ports/ids.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { AreaService } from './area-service.ts';
import { askModel } from './ask-model.ts';
import { changeConnectors } from './change-connectors.ts';
import { connectorView, metricsView, testView } from './connector-view.ts';

export interface ConnectorsServiceDeps {
  readonly registry: ConnectorRegistryPort;
  readonly config: ConfigPort;
  readonly data: Pick<WorkflowDataPort, 'inspect'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
  readonly ids: Ids;
}

/** What runs talk to, and whether it answers. */
export function createConnectorsService({ registry, config, data, clock, ids }: ConnectorsServiceDeps): AreaService<'connectors'> {
  const changes = changeConnectors({ registry, config });

  const details = async (id: string) => {
    const info = known(await registry.list(), id);
    const { models } = (await config.get('connectors')).value;
    const settings = models[id];
    const metrics = registry.metrics(id);
    return { ...connectorView(info), ...(settings === undefined ? {} : { settings }), ...(metrics === undefined ? {} : { metrics: metricsView(metrics) }) };
  };

  /** What a light call found, whatever it found; kept for lists. */
  const tried = async (info: ConnectorInfo, signal: AbortSignal): Promise<{ readonly test: ConnectorTest; readonly failure?: AppError }> => {
    const at = clock.now();
    const begun = clock.monotonic();
    try {
      const { latencyMs, facts } = info.category === 'llm' ? await (await registry.llm(info.id, { mayFallBack: false })).test(signal) : { latencyMs: undefined, facts: (await data.inspect()) satisfies JsonObject };
      const test = { at, latencyMs: latencyMs ?? clock.monotonic() - begun, facts };
      await registry.remember(info.id, test);
      return { test };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof AppError)) throw error;
      const test = { at, latencyMs: clock.monotonic() - begun, failure: failureOf(error) };
      await registry.remember(info.id, test);
      return { test, failure: error };
    }
  };

  return {
    async list({ category }) {
      const items = (await registry.list()).map(connectorView);
      return { items: category === undefined ? items : items.filter((item) => item.category === category) };
    },
    get: ({ id }) => details(id),
    async add({ id, ...settings }) {
      await changes.add(id, settings);
      return details(id);
    },
    async configure({ id, reset, ...settings }) {
      await changes.configure(id, settings, reset);
      return details(id);
    },
    async remove({ id }) {
      await changes.remove(id);
      return { id };
    },
    activate: ({ id, asFallback }) => changes.activate(id, asFallback),
    async test({ id, all }, { signal }) {
      const infos = await registry.list();
      if (!all) {
        const info = known(infos, id ?? infos.find(({ category, active }) => category === 'llm' && active)?.id ?? 'mock');
        const { test, failure } = await tried(info, signal);
        if (failure !== undefined) throw failure;
        return { ok: true, items: [testView(info.id, test)] };
      }
      if (id !== undefined) throw new AppError('input_invalid', `"all" and the id "${id}" exclude each other.`, { next: 'Leave one of them away.', data: { field: 'id' } });
      // Each has its own way to wait, and none waits for another.
      const items = await Promise.all(infos.map(async (info) => (info.state === 'needs_key' ? { id: info.id, outcome: 'needs_key' as const, at: new Date(clock.now()).toISOString(), ...(info.detail === undefined ? {} : { next: info.detail }) } : testView(info.id, (await tried(info, signal)).test))));
      return { ok: items.every(({ outcome }) => outcome !== 'failed'), items };
    },
    async capabilities({ id, connector, refresh }, { signal }) {
      const settings = (await config.get('connectors')).value;
      const wanted = id ?? connector ?? settings.llm;
      const { source, at, models, problem } = await registry.models(wanted, { refresh }, signal);
      const made = await registry.llm(wanted, { mayFallBack: false });
      const usual = made.model('default')?.id ?? settings.models[wanted]?.model;
      const { requestsPerMinute, concurrency, timeoutMs } = settings.models[wanted] ?? {};
      return {
        id: wanted,
        source,
        ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
        ...(problem === undefined ? {} : { problem }),
        limits: { timeoutMs: timeoutMs ?? 120_000, ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }), ...(concurrency === undefined ? {} : { concurrency }) },
        models: models.map((model) => ({ ...model, isDefault: model.id === usual })),
      };
    },
    ask: (question, { signal }) => askModel({ registry, clock, ids, costOf }, question, signal),
  };
}

function failureOf({ code, message, next, data }: AppError): NonNullable<ConnectorTest['failure']> {
  const status = data?.['status'];
  return { code, message, ...(typeof status === 'number' ? { status } : {}), ...(next === undefined ? {} : { next }) };
}

function known(infos: readonly ConnectorInfo[], id: string): ConnectorInfo {
  const found = infos.find((info) => info.id === id);
  if (found !== undefined) return found;
  throw new AppError('not_found', `There is no connector "${id}".`, { next: `Use one of: ${infos.map((info) => info.id).join(', ')}.`, data: { id } });
}
