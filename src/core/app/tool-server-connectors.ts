import type { Settings } from '../domain/model/settings.ts';
import type { ConnectorInfo } from '../domain/ports/connector-registry-port.ts';
import type { Credential } from '../domain/ports/credential-vault.ts';
import type { ConnectorNotes } from '../llm/connector-notes.ts';

/** The servers of tools as lists of connectors show them; none is started or asked for that. */
export function toolServerConnectors({ tools }: Settings['connectors'], kept: readonly Credential[], seen: ConnectorNotes): readonly ConnectorInfo[] {
  return Object.entries(tools).map(([id, server]): ConnectorInfo => {
    const needsKey = server.kind === 'mcp-http' && server.credential !== undefined;
    const hasKey = kept.some((credential) => credential.connector === id);
    const tested = seen.tests[id];
    const where = server.kind === 'mcp-http' ? `at ${server.baseUrl}` : `the program ${server.command}`;
    const description = `A server of tools: ${where}; ${server.tools.length === 0 ? 'none of its tools is granted' : `granted: ${server.tools.join(', ')}`}.`;
    const state: Pick<ConnectorInfo, 'state' | 'detail'> = needsKey && !hasKey ? { state: 'needs_key' as const, detail: `Set its key: \`aiwm connectors credentials set ${id} --no-test\`.` } : tested?.failure === undefined ? {} : { state: 'failed' as const, detail: tested.failure.message };
    return { id, category: 'tools', kind: server.kind, title: server.title ?? id, description, needsKey, active: isUsable(server, state), ...state, ...(tested === undefined ? {} : { tested }) };
  });
}

/** Workflows can use it: some of its tools are granted, and nothing is known to be in the way. */
function isUsable({ tools }: Settings['connectors']['tools'][string], { state }: Pick<ConnectorInfo, 'state'>): boolean {
  return tools.length > 0 && state === undefined;
}
