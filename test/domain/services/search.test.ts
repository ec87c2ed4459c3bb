import { describe, expect, test } from 'vitest';
import { ranked } from '../../../src/core/domain/model/ranked.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { memoryHost } from '../../contracts/fixture/host-of-file.ts';
import { finishedRun } from '../../contracts/fixture/sample-host.ts';

const { host, client } = await memoryHost();

const weekly: JsonObject = {
  format: 'aiwm.workflow/1',
  name: 'Weekly figures',
  root: {
    id: 'root',
    nodes: [{ id: 'start', type: 'start' }, { id: 'collect_all', name: 'Collect the numbers', type: 'workStep' }, { id: 'done', type: 'end' }],
    transitions: [{ id: 't1', from: 'start', to: 'collect_all', triggers: [{ type: 'immediate' }] }, { id: 't2', from: 'collect_all', to: 'done', triggers: [{ type: 'task-complete' }] }],
  },
};

describe('what is looked for', () => {
  test('workflows and their nodes are found by name, by id and with letters missing', async () => {
    const { slug, revision } = await client.workflows.create({ name: 'Weekly figures', definition: weekly });

    expect((await client.search.find({ text: 'figures weekly', in: ['workflow'] })).items).toMatchObject([{ kind: 'workflow', id: slug, title: 'Weekly figures', state: 'draft' }]);
    expect((await client.search.find({ text: 'colct numbrs', in: ['node'] })).items).toMatchObject([{ kind: 'node', id: 'collect_all', title: 'Collect the numbers', workflow: { slug } }]);

    const renamed = JSON.parse(JSON.stringify(weekly).replace('Collect the numbers', 'Gather receipts')) as JsonObject;
    await client.workflows.update({ id: slug, definition: renamed, revision });
    expect((await client.search.find({ text: 'gather receipts', in: ['node'] })).items).toMatchObject([{ id: 'collect_all', title: 'Gather receipts' }]);
    expect((await client.search.find({ text: 'collect the numbers', in: ['node'] })).items).toEqual([]);
  });

  test('documents and settings are found, each with the command that shows it', async () => {
    const { entry } = await client.docs.create({ title: 'House style', format: 'md', text: '# Style', tags: ['editorial'] });

    expect((await client.search.find({ text: 'editorial', in: ['document'] })).items).toMatchObject([{ id: entry.id, title: 'House style', command: `aiwm docs get ${entry.id}` }]);
    expect((await client.search.find({ text: 'file sandbox allowlist' })).items).toMatchObject([{ kind: 'setting', id: 'fileSandbox.allowlist', command: 'aiwm settings explain fileSandbox.allowlist' }]);
  });

  test('files that runs made are found by their name, with the run that made them', async () => {
    const run = await finishedRun(host);
    const [made] = (await client.artifacts.list({ run })).items;

    expect((await client.search.find({ text: made?.name ?? '', in: ['artifact'] })).items[0]).toMatchObject({ kind: 'artifact', id: made?.id, title: made?.name, run, command: `aiwm artifacts get ${made?.id}` });
  });

  test('runs are found by their workflow, by their id and by their state', async () => {
    const { id: flow } = await client.workflows.create({ name: 'Night shift', definition: { ...weekly, name: 'Night shift' } });
    const { id } = await client.runs.start({ workflow: flow, draft: true });
    const { status } = await client.runs.get({ id });

    for (const text of ['night', id.slice(-8), `${status} night`]) expect((await client.search.find({ text, in: ['run'] })).items, text).toMatchObject([{ id, title: 'Night shift' }]);
    expect((await client.search.find({ text: 'cancelled night', in: ['run'] })).items).toEqual([]);
  });

  test('no more than asked for of each kind, and it is said that there are more', async () => {
    const { items, more } = await client.search.find({ limit: 2 });

    expect(items.filter(({ kind }) => kind === 'setting')).toHaveLength(2);
    expect(more).toContain('setting');
  });
});

test('what stands in the title comes before what is only noted', () => {
  const items = [{ title: 'Invoice', note: 'report of costs' }, { title: 'Report', note: 'weekly' }];

  expect(ranked('report', items, ({ title, note }) => [title, note]).map(({ item }) => item.title)).toEqual(['Report', 'Invoice']);
  expect(ranked('zzz', items, ({ title }) => [title])).toEqual([]);
});
