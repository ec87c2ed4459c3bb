import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import { localUser } from '../../../src/core/domain/model/caller.ts';
import { verifyAudit } from '../../../src/core/domain/services/verify-audit.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { openPrivateServer } from '../../adapters/http/private-server.ts';
import { openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';

const secret = 'c4n4ry-key-of-the-service';
const prompt = 'c4n4ry-words-of-a-person';

const definition = (entry: readonly object[]) => ({
  format: 'aiwm.workflow/1',
  name: 'Asks',
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'step', type: 'workStep', entry }, { id: 'done', type: 'end' }],
    transitions: [{ id: 'begin', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, { id: 'end', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] }],
  },
});

let host: Host;
let client: AppClient;
const data = openMemory();
beforeAll(async () => {
  host = await openMemoryHost(data);
  client = processClient(host.app);
});
afterAll(() => host.close());

async function runOf(entry: readonly object[], correlationId: string): Promise<string> {
  const { id: workflow } = await client.workflows.create({ name: correlationId, definition: definition(entry) });
  await client.workflows.publish({ id: workflow });
  const { id } = await host.app.client({ ...localUser('cli'), correlationId }).runs.start({ workflow });
  await host.app.idle();
  return id;
}

describe('one id', () => {
  it('leads from a command to the lines of its run, its effects and its model call; none holds what was said', async () => {
    await client.settings.set({ section: 'logging', value: { modules: { effects: 'debug' } } });
    await expect.poll(() => host.app.log.child('effects').writes('debug')).toBe(true);
    const run = await runOf([{ id: 'ask', type: 'llm.chat', config: { prompt } }], 'traced-1');

    const { items } = await client.logs.list({ correlation: 'traced-1', limit: 100 });
    const told = items.toReversed().map(({ module, message, runId }) => ({ module, message, runId: runId ?? run }));

    expect(told.map(({ module }) => module)).toEqual(expect.arrayContaining(['runs', 'effects', 'connectors', 'commands']));
    expect(told.map(({ message }) => message)).toEqual(expect.arrayContaining(['The run began', 'llm.chat begins', 'The run ended: completed', 'runs.start ended with ok']));
    expect(told.every(({ runId }) => runId === run)).toBe(true);
    expect(items.find(({ module }) => module === 'connectors')).toMatchObject({ node: 'step', facts: { code: 'ok', connector: 'mock', durationMs: expect.any(Number) } });
    expect((await client.logs.list({ run, module: 'runs', limit: 100 })).items.map(({ message }) => message)).toEqual(['The run ended: completed', 'The run began']);
    expect(JSON.stringify((await client.logs.list({ limit: 200 })).items)).not.toContain(prompt);
  });

  it('is told a service that takes one', async () => {
    const heard: unknown[] = [];
    const service = createServer((request, response) => {
      heard.push(request.headers['x-client-request-id']);
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":{"message":"no"}}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => service.once('listening', resolve));
    const place = `127.0.0.1:${(service.address() as AddressInfo).port}`;
    await client.settings.set({ section: 'network', value: { allowedPrivateHosts: [place] } });
    await client.connectors.add({ id: 'own', kind: 'openai-compatible', baseUrl: `http://${place}/v1`, model: 'm' });

    await runOf([{ id: 'ask', type: 'llm.chat', config: { prompt: 'Say something.', connector: 'own' }, retry: { maxRetries: 0 } }], 'traced-2');

    expect(heard).toEqual(['traced-2']);
    expect((await client.logs.list({ correlation: 'traced-2', module: 'connectors' })).items).toMatchObject([{ level: 'warn', facts: { connector: 'own' } }]);
    service.close();
  });
});

it('a run that uses a key has one row for it, however often: which run, which key, its keyed hash, never the key', async () => {
  await using service = await openPrivateServer((_request, response) => { response.writeHead(200, { 'content-type': 'application/json' }).end('{}'); });
  const place = `127.0.0.1:${service.port}`;
  await client.settings.set({ section: 'network', value: { allowedPrivateHosts: [place], services: { crm: { hosts: [place] } } } });
  await client.vault.setup({ kind: 'password', password: 'long enough for a test' });
  const { id: credential, fingerprint } = await client.credentials.set({ connector: 'crm', label: 'prod', secret, test: false });
  const ask = (id: string) => ({ id, type: 'http.request', config: { url: `http://${place}/accounts`, credential: { connector: 'crm' } } });

  const run = await runOf([ask('one'), ask('two'), ask('three')], 'traced-3');

  expect(service.requests).toHaveLength(3);
  const { items } = await client.audit.list({ operation: 'credentials.use' });
  expect(items).toMatchObject([{ actor: `workflow:${run}`, target: credential, outcome: 'ok', correlationId: 'traced-3', input: { run, node: 'step', connector: 'crm', label: 'prod', fingerprint } }]);
  expect(JSON.stringify([items, (await client.logs.list({ limit: 200 })).items])).not.toContain(secret);
  expect((await verifyAudit(data.audit)).fault).toBeUndefined();
});
