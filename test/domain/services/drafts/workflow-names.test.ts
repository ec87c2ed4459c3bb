import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../../src/core/app/app.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { openMemory } from '../../../../src/core/storage/memory/memory-adapter.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';
import { failureOf } from '../failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openMemoryHost(openMemory());
  client = processClient(host.app);
});
afterAll(() => host.close());

const named = (name: string): Edit => ({ kind: 'set', at: 'workflow', path: ['name'], value: name });
const call = (id: string, name: string) => client.workflows.edit({ id, edits: [named(name)] });
const caller = (name: string, workflow: string): JsonObject => ({
  format: 'aiwm.workflow/1',
  name,
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'ask', type: 'subWorkflow', config: { workflow } }, { id: 'done', type: 'end' }],
    transitions: [{ id: 't1', from: 'start', to: 'ask', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'ask', to: 'done', triggers: [{ type: 'task-complete' }] }],
  },
});

it('the slug of a draft follows its name until it is published, and an address somebody has open still finds it', async () => {
  const { id, slug } = await client.workflows.create({ name: 'Blank page' });
  expect(await client.workflows.get({ id })).toMatchObject({ slug: 'blank-page', slugFollows: true });
  expect(await call(slug, 'Invoice triage')).toMatchObject({ slug: 'invoice-triage' });
  expect(await client.workflows.get({ id: 'blank-page' })).toMatchObject({ id, slug: 'invoice-triage' });
  expect(await client.workflows.create({ name: 'Blank page' }), 'what nobody can know is free for the next').toMatchObject({ slug: 'blank-page' });

  await client.workflows.publish({ id });
  expect(await call(id, 'Invoices')).toMatchObject({ slug: 'invoice-triage' });
  expect(await client.workflows.get({ id })).toMatchObject({ slugFollows: false });
});

it('it stays where somebody chose it, and once the workflow was run or is called', async () => {
  await client.workflows.create({ name: 'Chosen', slug: 'my-own' });
  expect(await call('my-own', 'Something else')).toMatchObject({ slug: 'my-own' });

  const { id: run } = await client.workflows.create({ name: 'Run once' });
  await client.runs.start({ workflow: run, draft: true });
  expect(await call(run, 'Run again')).toMatchObject({ slug: 'run-once' });

  const { id: called } = await client.workflows.create({ name: 'Helper' });
  await client.workflows.create({ name: 'Asks the helper', definition: caller('Asks the helper', 'helper') });
  expect(await call(called, 'Assistant')).toMatchObject({ slug: 'helper' });
});

it('of a draft whose name is taken gets a number, and keeps it while the name stays taken', async () => {
  await client.workflows.create({ name: 'Twin' });
  const { id } = await client.workflows.create({ name: 'Lonely' });
  expect(await call(id, 'Twin')).toMatchObject({ slug: 'twin-2' });
  expect(await call(id, 'TWIN!')).toMatchObject({ slug: 'twin-2' });
});

it('a renamed workflow is found by its former name, and whoever calls it by that goes on', async () => {
  const { id } = await client.workflows.create({ name: 'Leaf' });
  await client.workflows.publish({ id });
  const { id: above } = await client.workflows.create({ name: 'Above the leaf', definition: caller('Above the leaf', 'leaf') });
  const callers = [{ workflow: 'above-the-leaf', node: 'ask', name: 'leaf' }];

  expect(await client.workflows.callers({ id })).toEqual({ slug: 'leaf', former: [], items: callers });
  expect(await client.workflows.rename({ id: 'leaf', slug: 'petal' })).toEqual({ id, was: 'leaf', slug: 'petal', former: ['leaf'], callers });
  expect(await client.workflows.callers({ id })).toEqual({ slug: 'petal', former: ['leaf'], items: callers });

  expect(await client.workflows.get({ id: 'leaf' })).toMatchObject({ id, slug: 'petal', formerSlugs: ['leaf'] });
  expect(await client.workflows.publish({ id: above })).toMatchObject({ version: 1 });
  expect(await failureOf(client.workflows.create({ name: 'New', slug: 'leaf' }))).toMatchObject({ code: 'conflict' });
  expect(await failureOf(client.workflows.rename({ id: above, slug: 'petal' }))).toMatchObject({ code: 'conflict', message: 'The name "petal" is taken by the workflow "Leaf".' });
  expect(await failureOf(client.workflows.rename({ id: above, slug: 'leaf' }))).toMatchObject({ code: 'conflict', next: expect.stringContaining('aiwm workflows rename petal petal --forget') });
});

it('former names are forgotten once nobody calls it by one', async () => {
  const { id } = await client.workflows.create({ name: 'Root' });
  await client.workflows.publish({ id });
  const { id: above } = await client.workflows.create({ name: 'Above the root', definition: caller('Above the root', 'root') });
  await client.workflows.rename({ id, slug: 'ground' });
  expect(await failureOf(client.workflows.rename({ id, slug: 'ground', forget: true }))).toMatchObject({ code: 'conflict', message: expect.stringContaining('"above-the-root" at ask as "root"') });

  await client.workflows.edit({ id: above, edits: [{ kind: 'set', at: 'nodes.ask', path: ['config', 'workflow'], value: 'ground' }] });
  expect(await client.workflows.rename({ id, slug: 'ground', forget: true })).toMatchObject({ former: [], callers: [] });
  expect(await failureOf(client.workflows.get({ id: 'root' }))).toMatchObject({ code: 'not_found' });
});

it('a workflow that was renamed cannot call itself by the name it had', async () => {
  const { id, revision } = await client.workflows.create({ name: 'Circle' });
  await client.workflows.publish({ id });
  await client.workflows.rename({ id, slug: 'ring' });
  await client.workflows.update({ id, definition: caller('Circle', 'circle'), revision: revision + 1 });
  expect(await failureOf(client.workflows.publish({ id }))).toMatchObject({ code: 'definition_invalid', message: expect.stringContaining('calls itself') });
});

it('a name nobody knew leads people on, but no definition: it may be another workflow\'s tomorrow', async () => {
  const { id } = await client.workflows.create({ name: 'Early' });
  await client.workflows.rename({ id, slug: 'late' });
  await client.workflows.publish({ id });
  const { id: above } = await client.workflows.create({ name: 'Above early', definition: caller('Above early', 'early') });

  expect(await client.workflows.get({ id: 'early' })).toMatchObject({ id });
  expect((await client.workflows.verify({ id: above })).findings).toContainEqual(expect.objectContaining({ code: 'workflow_missing', where: 'nodes.ask.config.workflow' }));
  expect(await failureOf(client.workflows.publish({ id: above }))).toMatchObject({ code: 'not_found' });
});

it('what a copy was made from, and what takes its place, stay the same workflow', async () => {
  const { id } = await client.workflows.create({ name: 'Origin' });
  const copy = await client.workflows.duplicate({ id, name: 'Copy of the origin' });
  await client.workflows.rename({ id, slug: 'source' });
  expect(await failureOf(client.workflows.create({ name: 'Another', slug: 'origin' }))).toMatchObject({ code: 'conflict' });
  expect((await client.workflows.get({ id: copy.workflow.id })).madeFrom).toMatchObject({ name: 'source' });

  const next = await client.workflows.create({ name: 'Next' });
  await client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['about', 'lifecycle'], value: { status: 'deprecated', successor: 'next' } }] });
  expect(await call(next.id, 'After next')).toMatchObject({ slug: 'next' });
});

it('a workflow that calls itself is told where, by whichever of its names', async () => {
  const { id } = await client.workflows.create({ name: 'Snake' });
  await client.workflows.publish({ id });
  await client.workflows.rename({ id, slug: 'serpent' });
  for (const name of ['serpent', 'snake']) {
    const { revision } = await client.workflows.get({ id });
    await client.workflows.update({ id, definition: caller('Snake', name), revision });
    expect((await client.workflows.verify({ id })).findings).toContainEqual(expect.objectContaining({ code: 'contract_mismatch', where: 'nodes.ask.config.workflow', message: 'The workflow "serpent" calls itself.' }));
  }
  const { revision } = await client.workflows.get({ id });
  await client.workflows.update({ id, definition: caller('Snake', id), revision });
  expect((await client.workflows.verify({ id })).findings).toContainEqual(expect.objectContaining({ code: 'workflow_missing', where: 'nodes.ask.config.workflow' }));
});

it('no name has the form of an id, and many of one name at once each get their own', async () => {
  const { id } = await client.workflows.create({ name: 'Identified' });
  const other = await client.workflows.create({ name: 'Other one' });
  expect(await failureOf(client.workflows.rename({ id: other.id, slug: id }))).toMatchObject({ code: 'input_invalid' });
  expect(await failureOf(client.workflows.create({ name: 'Taken for it', slug: id }))).toMatchObject({ code: 'input_invalid' });
  expect(await client.workflows.create({ name: id })).toMatchObject({ slug: 'workflow' });

  const made = await Promise.all(Array.from({ length: 12 }, () => client.workflows.create({ name: 'At once' })));
  expect(new Set(made.map(({ slug }) => slug)).size).toBe(12);
});
