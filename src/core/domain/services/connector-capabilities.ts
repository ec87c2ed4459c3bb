import type { Settings } from '../model/settings.ts';
import type { CapabilitiesView } from '../operations/connectors.ts';
import type { ConnectorRegistryPort } from '../ports/connector-registry-port.ts';

export interface CapabilitiesWanted {
  readonly id: string;
  readonly refresh: boolean;
  readonly settings: Settings['connectors'];
}

const usualTimeoutMs = 120_000;

/** What a model connector offers, and within which limits it is asked. */
export async function connectorCapabilities(registry: Pick<ConnectorRegistryPort, 'llm' | 'models'>, { id, refresh, settings }: CapabilitiesWanted, signal: AbortSignal): Promise<CapabilitiesView> {
  const { source, at, models, problem } = await registry.models(id, { refresh }, signal);
  const connector = await registry.llm(id, { mayFallBack: false });
  const { model, requestsPerMinute, concurrency, timeoutMs = usualTimeoutMs } = settings.models[id] ?? {};
  const usual = model ?? connector.model('default')?.id;
  return {
    id,
    source,
    ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
    ...(problem === undefined ? {} : { problem }),
    limits: { timeoutMs, ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }), ...(concurrency === undefined ? {} : { concurrency }) },
    models: models.map((one) => ({ ...one, isDefault: one.id === usual })),
  };
}
