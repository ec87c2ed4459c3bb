import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openSampleHost, processClient } from '../../contracts/fixture/sample-host.ts';
import { failureOf } from './failure-of.ts';

let host: Host;
let client: AppClient;
beforeEach(async () => {
  host = await openSampleHost();
  client = processClient(host.app);
});
afterEach(() => host.close());

const definition: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Writes',
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'step', type: 'workStep', entry: [{ id: 'one', type: 'file.write', config: { path: 'one.txt', content: 'one' } }, { id: 'two', type: 'file.write', config: { path: 'two.txt', content: 'two' } }] }, { id: 'done', type: 'end' }],
    transitions: [{ id: 'begin', from: 'start', to: 'step', triggers: [{ type: 'immediate' }] }, { id: 'end', from: 'step', to: 'done', triggers: [{ type: 'task-complete' }] }],
  },
};

it('tells which files of a run are other files now, and that its workflow went on', async () => {
  const { id: workflow, slug } = await client.workflows.create({ name: 'Writes', definition });
  await client.workflows.publish({ id: workflow });
  const { id } = await client.runs.start({ workflow: slug });
  await host.app.idle();
  expect(await client.runs.changes({ id })).toEqual({ id, documents: [], connectors: [], asked: [] });

  const files = path.join(host.dataDirectory, 'files');
  await writeFile(path.join(files, 'one.txt'), 'something else');
  await rm(path.join(files, 'two.txt'));
  await client.workflows.edit({ id: workflow, edits: [{ kind: 'set', at: 'nodes.step', path: ['name'], value: 'Write both' }] });
  await client.workflows.publish({ id: workflow });

  expect(await client.runs.changes({ id })).toEqual({
    id,
    documents: [{ path: path.join(files, 'one.txt'), name: 'one.txt', state: 'changed' }, { path: path.join(files, 'two.txt'), name: 'two.txt', state: 'gone' }],
    connectors: [],
    asked: [],
    workflow: { followed: 1, newest: 2 },
  });
});

it('of a run that is not there says so', async () => {
  expect(await failureOf(client.runs.changes({ id: 'nowhere' }))).toMatchObject({ code: 'not_found' });
});
