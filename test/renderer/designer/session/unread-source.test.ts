import { expect, it, vi } from 'vitest';
import type { AppClient } from '../../../../src/core/app/app.ts';
import { SessionHost } from './session-host.ts';

const place = new SessionHost();
const half = '{ "name": "Half wri';
const draft = async (id: string) => (await place.client.workflows.get({ id })).definition;

it('what stands in the source and is no workflow is kept, and offered again where its window is gone', async () => {
  const id = await place.create();
  const gone = await place.window(id, 'gone');
  const { definition } = gone.session.get();
  gone.session.keepSource({ text: '{', base: definition });
  gone.session.keepSource({ text: half, base: definition });
  await vi.waitFor(() => { expect(place.shelves.left('gone')).toMatchObject([{ entries: [], source: { text: half } }]); });
  place.kill(gone);
  const one = await place.window(id, 'one');

  const [left] = await one.session.leftBehind();
  expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');

  expect(one.session.get()).toMatchObject({ unread: { text: half, base: definition }, saving: { status: 'saved' } });
  expect(one.session.get()).not.toHaveProperty('undo');
  expect(one.told).toEqual([]);
  expect(await one.session.leftBehind()).toEqual([]);
  expect(place.shelves.left('one')).toMatchObject([{ source: { text: half } }]);
});

it('stays kept while other changes are saved, and is forgotten once it is a workflow or put back', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one');
  one.session.keepSource({ text: half, base: one.session.get().definition });
  one.set('description', 'On the canvas');
  expect(await one.session.save()).toBe(true);
  one.session.undo();
  expect(await one.session.save()).toBe(true);
  await vi.waitFor(() => { expect(place.shelves.left('one')).toMatchObject([{ entries: [], source: { text: half } }]); });
  expect(one.session.get().unread?.text).toBe(half);

  one.session.keepSource(undefined);

  await vi.waitFor(() => { expect(place.shelves.left('one')).toEqual([]); });
});

it('comes back beside the steps that were done with it', async () => {
  const id = await place.create();
  const down: AppClient['workflows']['update'] = async () => Promise.reject(new TypeError('Failed to fetch'));
  const gone = await place.window(id, 'gone', { update: down });
  gone.set('description', 'Done');
  gone.session.keepSource({ text: half, base: gone.session.get().definition });
  await gone.session.save();
  await vi.waitFor(() => { expect(place.shelves.left('gone')).toMatchObject([{ source: { text: half } }]); });
  place.kill(gone);
  const one = await place.window(id, 'one');
  const [left] = await one.session.leftBehind();

  expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');

  expect(await one.session.save()).toBe(true);
  expect(await draft(id)).toMatchObject({ description: 'Done' });
  expect(one.session.get().unread?.text).toBe(half);
});

it('is not written over by what another window left in its source', async () => {
  const id = await place.create();
  const gone = await place.window(id, 'gone');
  gone.session.keepSource({ text: half, base: gone.session.get().definition });
  await vi.waitFor(() => { expect(place.shelves.left('gone')).toHaveLength(1); });
  place.kill(gone);
  const one = await place.window(id, 'one');
  one.session.keepSource({ text: 'Of this window', base: one.session.get().definition });
  const [left] = await one.session.leftBehind();

  expect(left === undefined ? '' : await one.session.restore(left)).toBe('unsaved');

  expect(one.session.get().unread?.text).toBe('Of this window');
  expect(await one.session.leftBehind()).toHaveLength(1);
});
