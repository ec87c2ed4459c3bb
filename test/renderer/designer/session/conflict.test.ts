import { expect, it, vi } from 'vitest';
import { SessionHost } from './session-host.ts';

const place = new SessionHost();
const draft = async (id: string) => (await place.client.workflows.get({ id })).definition;

/** Two windows that both wrote the description; `one` is asked. */
async function conflicting() {
  const id = await place.create();
  const [one, other] = [await place.window(id, 'one'), await place.window(id, 'other')];
  other.set('description', 'By the other');
  await other.session.save();
  one.set('description', 'By one');
  await one.session.save();
  expect(one.session.get()).toMatchObject({ saving: { status: 'conflict' } });
  return { id, one, other };
}

it('shows the newest the other side wrote, and says nothing twice', async () => {
  const { one, other } = await conflicting();
  other.set('description', 'By the other, and more');
  await other.session.save();
  const { revision } = other.session.get().workflow;

  await one.session.look(revision);

  expect(one.session.get().saving).toMatchObject({ status: 'conflict', theirs: { revision, definition: { description: 'By the other, and more' } } });
  expect(one.told).toEqual(['conflict']);
  const { count } = one.calls;
  await one.session.look(revision);
  expect(one.calls.count).toBe(count);
  expect(one.session.get().definition).toMatchObject({ description: 'By one' });
});

it('is over once the other side takes its change back', async () => {
  const { id, one, other } = await conflicting();
  other.session.undo();
  await other.session.save();

  await one.session.look();

  expect(await one.session.save()).toBe(true);
  expect(await draft(id)).toMatchObject({ description: 'By one' });
  expect(one.session.get().saving.status).toBe('saved');
});

it('is over once the other side writes something that does not touch, and both are merged', async () => {
  const { id, one, other } = await conflicting();
  other.set('description', 'By one');
  other.set('notes', 'By the other');
  await other.session.save();

  await one.session.look();

  await vi.waitFor(async () => { expect(await one.session.save()).toBe(true); });
  expect(await draft(id)).toMatchObject({ description: 'By one', notes: 'By the other' });
});

it('is settled over the draft the decision was made on, and asked again about what came after it', async () => {
  const { id, one, other } = await conflicting();
  other.set('description', 'By the other, unseen');
  await other.session.save();

  one.session.edit({ kind: 'replace', act: 'merge', definition: { ...one.session.get().definition, description: 'Decided' } });
  expect(await one.session.save()).toBe(false);

  expect(one.session.get().saving).toMatchObject({ status: 'conflict', theirs: { definition: { description: 'By the other, unseen' } } });
  expect(await draft(id)).toMatchObject({ description: 'By the other, unseen' });
});

it('what was left behind comes back without a word about what was done in this window since', async () => {
  const id = await place.create();
  const gone = await place.window(id, 'gone', { update: async () => Promise.reject(new TypeError('Failed to fetch')) });
  gone.set('description', 'Left behind');
  await gone.session.save();
  place.kill(gone);
  const one = await place.window(id, 'one');
  one.set('name', 'Named here');
  await one.session.save();
  const [left] = await one.session.leftBehind();

  expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');

  expect(one.session.get().definition).toMatchObject({ name: 'Named here', description: 'Left behind' });
  expect(await one.session.save()).toBe(true);
  expect(one.told).toEqual([]);
  expect(await draft(id)).toMatchObject({ name: 'Named here', description: 'Left behind' });
});
