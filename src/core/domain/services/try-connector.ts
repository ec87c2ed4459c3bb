import { AppError } from '../model/errors.ts';
import type { ConnectorTestView } from '../operations/connectors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorInfo, ConnectorRegistryPort, ConnectorTest } from '../ports/connector-registry-port.ts';
import type { ToolServerFacts } from '../ports/tool-server-port.ts';
import { isToolServerKind } from './change-tool-servers.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';

export interface TryConnectorDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'llm' | 'remember'>;
  readonly toolServers: ToolServerFacts;
  readonly data: Pick<WorkflowDataPort, 'inspect'>;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
}

export interface Tried {
  readonly test: ConnectorTest;
  readonly failure?: AppError;
}

/** A light call, and what it found, whatever it found: kept for lists. */
export async function tryConnector(deps: TryConnectorDeps, info: ConnectorInfo, signal: AbortSignal): Promise<Tried> {
  const { registry, clock } = deps;
  const { id } = info;
  const at = clock.now();
  const begun = clock.monotonic();
  try {
    const found = await foundOf(deps, info, signal);
    const test: ConnectorTest = { at, latencyMs: clock.monotonic() - begun, ...found };
    await registry.remember(id, test);
    return { test };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof AppError)) throw error;
    const test = { at, latencyMs: clock.monotonic() - begun, failure: failureOf(error) };
    await registry.remember(id, test);
    return { test, failure: error };
  }
}

async function foundOf({ registry, toolServers, data }: TryConnectorDeps, { id, category, kind }: ConnectorInfo, signal: AbortSignal): Promise<Pick<ConnectorTest, 'facts' | 'latencyMs'>> {
  if (category === 'llm') return (await registry.llm(id, { mayFallBack: false })).test(signal);
  if (kind === undefined || !isToolServerKind(kind)) return { facts: await data.inspect() };
  const { name, version, tools } = await toolServers.describe(id, signal);
  return { facts: { server: name, version, tools: tools.length } };
}

/** What is said of one that cannot work yet, where all are tried. */
export function untried({ id, state, detail, isUnused }: ConnectorInfo, now: number): ConnectorTestView | undefined {
  const at = new Date(now).toISOString();
  if (state === 'needs_key') return { id, outcome: 'needs_key', at, ...(detail === undefined ? {} : { next: detail }) };
  return isUnused === true ? { id, outcome: 'unused', at, next: `Say where it is: \`aiwm connectors configure ${id} --base-url <address> --model <model>\`.` } : undefined;
}

function failureOf({ code, message, next, data }: AppError): NonNullable<ConnectorTest['failure']> {
  const status = data?.['status'];
  return { code, message, ...(typeof status === 'number' ? { status } : {}), ...(next === undefined ? {} : { next }) };
}
