import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../src/core/app/app.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { currentTemplates, startingTemplates, templateNames } from '../../../src/core/domain/model/starting-templates.ts';
import { madeFromView } from '../../../src/core/domain/services/made-from.ts';
import { openMemory } from '../../../src/core/storage/memory/memory-adapter.ts';
import { openMemoryHost, processClient } from '../../contracts/fixture/sample-host.ts';

const data = openMemory();
let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openMemoryHost(data);
  client = processClient(host.app);
});
afterAll(() => host.close());

const say = (id: string, path: string, value: JsonObject) => client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['about', path], value }] });

it('a copy keeps what it was made from, and is told once that is deprecated', async () => {
  const { id } = await client.workflows.create({ name: 'Letters' });
  await client.workflows.publish({ id });
  await client.workflows.create({ name: 'Letters new' });
  const { workflow: copy } = await client.workflows.duplicate({ id: 'letters@1', name: 'My letters' });
  expect(copy.madeFrom).toEqual({ kind: 'workflow', name: 'letters', title: 'Letters', version: 1 });

  await say(id, 'lifecycle', { status: 'deprecated', successor: 'letters-new', note: 'It writes by hand.' });

  const { madeFrom } = await client.workflows.get({ id: copy.id });
  expect(madeFrom).toEqual({ kind: 'workflow', name: 'letters', title: 'Letters', version: 1, deprecated: { note: 'It writes by hand.', successor: 'letters-new' } });
  expect((await client.workflows.list({})).items.filter(({ deprecated }) => deprecated).map(({ slug }) => slug)).toEqual(['letters']);
  expect((await client.workflows.duplicate({ id, name: 'Another' })).workflow, 'a copy is not deprecated for that').not.toHaveProperty('deprecated');

  await say(copy.id, 'madeFrom', { workflow: 'letters-new' });
  expect((await client.workflows.get({ id: copy.id })).madeFrom).toEqual({ kind: 'workflow', name: 'letters-new', title: 'Letters new' });
});

it('what is gone is told of no more, and a successor that is not here is not named', async () => {
  const { id } = await client.workflows.create({ name: 'Short lived' });
  const { workflow: copy } = await client.workflows.duplicate({ id, name: 'Survivor' });
  await say(id, 'lifecycle', { status: 'deprecated', successor: 'never-there' });
  expect((await client.workflows.get({ id: copy.id })).madeFrom?.deprecated).toEqual({});
  await client.workflows.delete({ id });
  expect(await client.workflows.get({ id: copy.id })).not.toHaveProperty('madeFrom');
});

it('a workflow made from a template says which, and follows what the product says of it', async () => {
  const { id, madeFrom } = await client.workflows.create({ name: 'Reviewed', template: 'review' });
  expect(madeFrom).toEqual({ kind: 'template', name: 'review' });
  expect(await client.workflows.create({ name: 'Nothing in it' })).not.toHaveProperty('madeFrom');

  const row = await data.workflows.find(id);
  if (row === undefined) throw new Error('it is there');
  const given = { review: { lifecycle: { status: 'deprecated' as const, successor: 'ask' } } };
  expect(await madeFromView(data.workflows, row.about, given)).toEqual({ kind: 'template', name: 'review', deprecated: { successor: 'ask' } });
});

it('every successor of a template is one that workflows shall begin with', () => {
  for (const name of templateNames) {
    const successor = startingTemplates[name].lifecycle?.successor;
    if (successor !== undefined) expect(currentTemplates).toContain(successor);
  }
});
