import { expect, it } from 'vitest';
import { settingsSchemas } from '../../../src/core/domain/model/settings.ts';
import type { ConnectorInfo, ConnectorTest } from '../../../src/core/domain/ports/connector-registry-port.ts';
import type { SettingsEditor } from '../../../src/core/domain/ports/settings-editor.ts';
import { tryConnector } from '../../../src/core/domain/services/try-connector.ts';

const info: ConnectorInfo = { id: 'desk', category: 'tools', kind: 'mcp-stdio', title: 'desk', description: '', needsKey: false, active: true };
const none = (): Promise<never> => Promise.reject(new Error('nobody asks'));

async function tried(granted: readonly string[]) {
  const kept: ConnectorTest[] = [];
  const connectors = settingsSchemas.connectors.parse({ tools: { desk: { kind: 'mcp-stdio', command: 'node', tools: granted } } });
  const get: SettingsEditor['get'] = async (section) => ({ value: Reflect.get({ connectors }, section), revision: 0 });
  const tools = ['lookup', 'order'].map((name) => ({ name, description: '', parameters: { type: 'object' } }));
  const found = await tryConnector({
    registry: { llm: none, remember: async (_id, test) => { kept.push(test); } },
    toolServers: { describe: async () => ({ name: 'Desk', version: '1', tools }) },
    data: { inspect: none },
    config: { get },
    clock: { now: () => 0, monotonic: () => 0 },
  }, info, new AbortController().signal);
  return { ...found, kept };
}

it('the grant of a tool a server has not fails its test, and says what it has', async () => {
  const { failure, kept } = await tried(['lookup', 'nosuchtool']);

  expect(failure).toMatchObject({ code: 'not_found', message: 'The tool server "desk" has no tool "nosuchtool"; it has lookup, order.', next: expect.stringContaining('--tools lookup --tools order') as string });
  expect(kept).toMatchObject([{ failure: { code: 'not_found' } }]);
});

it('a server with the tools that are granted passes its test', async () => {
  expect((await tried(['lookup'])).test).toMatchObject({ facts: { server: 'Desk', tools: 2, granted: 1 } });
});
