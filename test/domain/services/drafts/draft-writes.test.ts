import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../../src/core/app/app.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';
import { failureOf } from '../failure-of.ts';

let host: Host;
let client: AppClient;
beforeAll(async () => {
  host = await openMemoryHost();
  client = processClient(host.app);
});
afterAll(async () => host.close());

/** A workflow, and how one of its windows writes a description. */
async function open(name: string) {
  const { id, definition } = await client.workflows.create({ name });
  const write = async (revision: number, description: string, more: { readonly write?: string; readonly note?: string } = {}) => client.workflows.update({ id, revision, definition: { ...definition, description }, ...more });
  return { id, write };
}

it('a write that is sent again is answered as it was, whatever was written since, and not carried out twice', async () => {
  const { id, write } = await open('Again');
  const first = await write(1, 'One', { write: 'w.1' });
  await write(2, 'Two', { write: 'w.2' });

  expect(await write(1, 'One', { write: 'w.1' })).toMatchObject({ revision: first.revision, hash: first.hash, definition: first.definition });

  expect(await client.workflows.get({ id })).toMatchObject({ revision: 3, description: 'Two' });
  expect(await failureOf(write(1, 'Three', { write: 'w.3' }))).toMatchObject({ code: 'version_conflict' });
});

it('two of the same write at once are one', async () => {
  const { id, write } = await open('At once');

  const answers = await Promise.all([write(1, 'One', { write: 'w.1' }), write(1, 'One', { write: 'w.1' })]);

  expect(answers.map(({ revision }) => revision)).toEqual([2, 2]);
  expect(await client.workflows.get({ id })).toMatchObject({ revision: 2 });
});

it('a checkpoint of a draft that stays as it is is kept once', async () => {
  const { id, write } = await open('Mark');
  await write(1, 'One');
  const mark = { write: 'w.1', note: 'Good' };
  await write(2, 'One', mark);
  await write(2, 'One', mark);

  expect((await client.workflows.history({ id })).saves.filter(({ note }) => note === 'Good')).toHaveLength(1);
});

it('who asks is told which of their writes arrived, in order; nobody else is told anything', async () => {
  const { id, write } = await open('Asked');
  await write(1, 'One', { write: 'w.9' });
  await write(2, 'Two', { write: 'w.10' });

  expect(await client.workflows.get({ id, wrote: ['w.10', 'lost', 'w.9'] })).toMatchObject({ revision: 3, wrote: ['w.9', 'w.10'] });
  expect(await client.workflows.get({ id, wrote: ['lost'] })).toMatchObject({ wrote: [] });
  expect(await client.workflows.get({ id })).not.toHaveProperty('wrote');
});

it('what two windows of one person write one after the other is two states in the history, what one writes is one', async () => {
  const { id, write } = await open('Rows');
  await write(1, 'By one', { write: 'one.1' });
  await write(2, 'By one, more', { write: 'one.2' });
  await write(3, 'By the other', { write: 'other.1' });
  await write(4, 'By one again', { write: 'one.3' });

  expect((await client.workflows.history({ id })).saves.map(({ kind, revision }) => `${kind} ${revision}`)).toEqual(['autosave 5', 'autosave 4', 'autosave 3', 'start 1']);
});

it('what is restored is answered with all that the draft is then', async () => {
  const { id } = await client.workflows.get({ id: 'data-report' });
  const { revision } = await client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['description'], value: 'Other' }] });

  const restored = await client.workflows.restore({ id, version: 1, revision });

  expect(restored).toEqual({ ...(await client.workflows.get({ id })), acts: ['Restore version 1'] });
});

it('a restore that is sent again is answered as the first time and not carried out twice; its name stands for no other', async () => {
  const { id, write } = await open('Restored');
  await write(1, 'One');
  const [, first] = (await client.workflows.history({ id })).saves;
  await write(2, 'Two', { write: 'x.1' });
  const restore = async (save: number | undefined) => client.workflows.restore({ id, save, revision: 3, write: 'w.1' });

  const restored = await restore(first?.save);
  expect(await restore(first?.save)).toEqual({ ...restored, acts: [] });
  expect(await failureOf(restore(1000))).toMatchObject({ code: 'not_found' });
  expect((await client.workflows.get({ id, wrote: ['w.1'] }))).toMatchObject({ revision: 4, wrote: ['w.1'] });
});

it('a name that stands for another content is refused, and nothing is written', async () => {
  const { id, write } = await open('Taken');
  await write(1, 'One', { write: 'w.1' });

  expect(await failureOf(write(2, 'Two', { write: 'w.1' }))).toMatchObject({ code: 'conflict', data: { write: 'w.1', revision: 2 } });
  expect(await failureOf(write(2, 'One', { write: 'w.1', note: 'Good' }))).toMatchObject({ code: 'conflict' });

  expect(await client.workflows.get({ id })).toMatchObject({ revision: 2, description: 'One' });
});

it('what is answered again is the draft as it was then, its description too', async () => {
  const { write } = await open('Then');
  const first = await write(1, 'One', { write: 'w.1' });
  await write(2, 'Two');

  expect(await write(1, 'One', { write: 'w.1' })).toEqual(first);
});

it('a write is known however much others wrote since', async () => {
  const { id, write } = await open('Busy');
  await write(1, 'One', { write: 'w.1' });
  for (let revision = 2; revision < 122; revision += 1) await write(revision, `Typed ${revision}`, { write: `other.${revision}` });

  expect(await client.workflows.get({ id, wrote: ['w.1'] })).toMatchObject({ revision: 122, wrote: ['w.1'] });
});
