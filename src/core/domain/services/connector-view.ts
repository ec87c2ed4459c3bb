import type { ConnectorTestView, ConnectorView } from '../operations/connectors.ts';
import type { ConnectorCategory, ConnectorInfo, ConnectorMetrics, ConnectorTest } from '../ports/connector-registry-port.ts';

/** One word for a list of files and one for a kind of connector. */
const categoryNames = { llm: 'llm', storage: 'storage', files: 'file', documents: 'document', tools: 'tools' } as const satisfies Record<ConnectorCategory, string>;

export function connectorView({ id, category, title, description, active, fallback, state, detail, kind, model, environments, tested }: ConnectorInfo): ConnectorView {
  return {
    ...{ id, category: categoryNames[category], title, description, active },
    ...(fallback === undefined ? {} : { fallback }),
    state: state ?? 'ready',
    ...(detail === undefined ? {} : { detail }),
    ...(kind === undefined ? {} : { kind }),
    ...(model === undefined ? {} : { model }),
    ...(environments === undefined ? {} : { environments: [...environments] }),
    ...(tested === undefined ? {} : { tested: testView(id, tested) }),
  };
}

export function testView(id: string, { at, latencyMs, facts, failure }: ConnectorTest): ConnectorTestView {
  return {
    ...{ id, outcome: failure === undefined ? ('ok' as const) : ('failed' as const), at: new Date(at).toISOString() },
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(facts === undefined ? {} : { facts }),
    ...failure,
  };
}

export function metricsView({ since, calls, failures, inputTokens, cachedInputTokens, outputTokens, totalMs, slowestMs, lastFailure, circuit }: ConnectorMetrics) {
  return {
    ...{ since: new Date(since).toISOString(), calls, failures, inputTokens, cachedInputTokens, outputTokens, circuit },
    ...(calls === 0 ? {} : { averageMs: totalMs / calls, slowestMs }),
    ...(lastFailure === undefined ? {} : { lastFailure: { ...lastFailure, at: new Date(lastFailure.at).toISOString() } }),
  };
}
