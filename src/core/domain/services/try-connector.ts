import { AppError } from '../model/errors.ts';
import type { ConnectorTestView } from '../operations/connectors.ts';
import type { Clock } from '../ports/clock.ts';
import type { ConnectorInfo, ConnectorRegistryPort, ConnectorTest } from '../ports/connector-registry-port.ts';
import type { SettingsEditor } from '../ports/settings-editor.ts';
import type { ToolServerFacts } from '../ports/tool-server-port.ts';
import { isToolServerKind } from './change-tool-servers.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';

export interface TryConnectorDeps {
  readonly registry: Pick<ConnectorRegistryPort, 'llm' | 'remember'>;
  readonly toolServers: ToolServerFacts;
  readonly data: Pick<WorkflowDataPort, 'inspect'>;
  readonly config: Pick<SettingsEditor, 'get'>;
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

async function foundOf({ registry, toolServers, data, config }: TryConnectorDeps, { id, category, kind }: ConnectorInfo, signal: AbortSignal): Promise<Pick<ConnectorTest, 'facts' | 'latencyMs'>> {
  if (category === 'llm') return (await registry.llm(id, { mayFallBack: false })).test(signal);
  if (kind === undefined || !isToolServerKind(kind)) return { facts: await data.inspect() };
  const { name, version, tools } = await toolServers.describe(id, signal);
  const granted = (await config.get('connectors')).value.tools[id]?.tools ?? [];
  demandTools(id, granted, tools.map((tool) => tool.name));
  return { facts: { server: name, version, tools: tools.length, granted: granted.length } };
}

/** A grant of a tool the server has not is a slip of the pen, which a run would meet otherwise. */
function demandTools(id: string, granted: readonly string[], has: readonly string[]): void {
  const missing = granted.filter((name) => !has.includes(name));
  if (missing.length === 0) return;
  const quoted = missing.map((name) => `"${name}"`).join(', ');
  throw new AppError('not_found', `The tool server "${id}" has no tool ${quoted}; it has ${has.join(', ') || 'none'}.`, {
    next: `Grant those it has: \`aiwm connectors configure ${id} ${(has.length === 0 ? ['<name>'] : has).map((name) => `--tools ${name}`).join(' ')}\`.`,
    data: { connector: id, tools: missing },
  });
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
