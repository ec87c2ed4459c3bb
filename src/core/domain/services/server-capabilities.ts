import { schemaProblem } from '../catalogue/tool-arguments.ts';
import { present } from '../model/present.ts';
import type { ToolServerSettings } from '../model/tool-server.ts';
import type { CapabilitiesView } from '../operations/connectors.ts';
import type { ToolServerFacts } from '../ports/tool-server-port.ts';

const usualTimeoutMs = 60_000;

/** The tools of a server as it describes them now, with those that are granted. */
export async function serverCapabilities(servers: ToolServerFacts, { id, server, now }: { readonly id: string; readonly server: ToolServerSettings; readonly now: number }, signal: AbortSignal): Promise<CapabilitiesView> {
  const { tools } = await servers.describe(id, signal);
  return {
    id,
    source: 'live',
    at: new Date(now).toISOString(),
    limits: { timeoutMs: server.timeoutMs ?? usualTimeoutMs },
    models: [],
    tools: tools.map((tool) => ({ ...tool, isGranted: server.tools.includes(tool.name), ...present({ problem: schemaProblem(tool.parameters) }) })),
  };
}
