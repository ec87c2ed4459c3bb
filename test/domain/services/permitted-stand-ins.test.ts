import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { answerJson, WireServer } from '../../support/wire-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let host: Host;
let client: AppClient;
const down = new WireServer((_, response) => {
  answerJson(response, { error: { message: 'The engine fell over.', type: 'server_error' } }, { status: 500 });
  return Promise.resolve();
});

beforeAll(async () => {
  host = await openMemoryHost();
  client = processClient(host.app);
  const address = await down.open();
  await client.settings.set({ section: 'network', value: { allowedPrivateHosts: [new URL(address).host] } });
  await client.settings.set({ section: 'connectors', value: { llm: 'house', fallback: 'mock', models: { house: { kind: 'openai-compatible', baseUrl: `${address}/v1`, model: 'house-model' } } } });
});
afterAll(async () => {
  await host.close();
  await down.close();
});

async function ending(connectors: readonly string[]): Promise<string> {
  const definition = {
    format: 'aiwm.workflow/1',
    name: 'Asks',
    permissions: { connectors },
    root: {
      id: 'root',
      nodes: [{ id: 'start', type: 'start' }, { id: 'work', type: 'workStep', entry: [{ id: 'ask', type: 'llm.chat', config: { prompt: 'What now?' }, retry: { maxRetries: 0 } }] }, { id: 'done', type: 'end' }],
      transitions: [{ id: 'begin', from: 'start', to: 'work', triggers: [{ type: 'immediate' }] }, { id: 'finish', from: 'work', to: 'done', triggers: [{ type: 'task-complete' }] }],
    },
  };
  const { id } = await client.workflows.create({ name: 'Asks', definition });
  await client.workflows.publish({ id });
  const run = await client.runs.start({ workflow: id, attended: false });
  const status = async (): Promise<string> => (await client.runs.get({ id: run.id })).status;
  await expect.poll(status, { timeout: 90_000 }).toMatch(/^(?:completed|failed|waiting)$/u);
  return await status();
}

it('a connector stands in for one that is down where the workflow permits both, and nowhere else', async () => {
  expect(await ending(['house', 'mock'])).toBe('completed');
  expect(await ending(['house'])).not.toBe('completed');
});
