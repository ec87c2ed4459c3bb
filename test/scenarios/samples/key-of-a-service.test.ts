import { expect, it } from 'vitest';
import { openPrivateServer } from '../../adapters/http/private-server.ts';
import { openSampleHouse } from './sample-house.ts';

const secret = 'c4n4ry-key-of-the-service';

const definition = (url: string) => ({
  format: 'aiwm.workflow/1',
  name: 'Ask with a key',
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'step', type: 'workStep', entry: [{ id: 'ask', type: 'http.request', config: { url, method: 'POST', body: { json: { a: 1 } }, credential: { connector: 'crm' } } }] }, { id: 'done', type: 'end' }],
    transitions: [{ id: 'begin', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, { id: 'end', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] }],
  },
});

it('a run asks with a key it never has: neither its journal nor what is shown of it holds the key', async () => {
  await using service = await openPrivateServer((request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ heard: request.headers.authorization }));
  });
  await using house = await openSampleHouse();
  const { client } = house;
  const host = `127.0.0.1:${service.port}`;
  await client.settings.set({ section: 'network', value: { allowedPrivateHosts: [host], services: { crm: { hosts: [host] } } } });
  await client.vault.setup({ kind: 'password', password: 'long enough for a test' });
  await client.credentials.set({ connector: 'crm', label: 'prod', secret, test: false });
  const run = async (url: string) => {
    const { id } = await client.workflows.create({ name: `Ask ${new URL(url).hostname}`, definition: definition(url) });
    await client.workflows.publish({ id });
    return house.run(id);
  };

  const asked = await run(`http://${host}/accounts`);
  expect(asked.incidents).toEqual([]);
  expect(asked).toMatchObject({ status: 'completed' });
  const journal = await house.journal(asked.id);
  expect(JSON.stringify(journal)).toContain('Bearer ***');
  expect(JSON.stringify([journal, asked])).not.toContain(secret);
  expect(journal.find(({ type }) => type === 'effect_scheduled')?.payload).toMatchObject({ kind: 'http.write', repeat: 'once' });
  expect(journal.map(({ type }) => type)).toContain('effect_started');

  const elsewhere = await run(`http://localhost:${service.port}/accounts`);
  expect(elsewhere).toMatchObject({ status: 'failed', error: { code: 'host_denied', message: expect.stringContaining('The key of "crm" may not go to localhost') } });
  expect(service.requests).toEqual(['POST /accounts']);
});
