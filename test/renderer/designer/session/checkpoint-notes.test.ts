import { expect, it, vi } from 'vitest';
import { SessionHost } from './session-host.ts';

const place = new SessionHost();
const isCutOff = async (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
const noted = async (id: string) => (await place.client.workflows.history({ id })).saves.filter(({ note }) => note === 'Good');

it('a note goes with what is written once the host is there again, whatever was typed meanwhile', async () => {
  const id = await place.create();
  const { session, set, around } = await place.window(id, 'one', { update: isCutOff, get: isCutOff });
  set('description', 'One');
  expect(await session.save('Good')).toBe(false);
  set('description', 'One and more');
  delete around.update;
  delete around.get;

  expect(await session.save()).toBe(true);

  expect(await noted(id)).toMatchObject([{ kind: 'checkpoint' }]);
  expect((await place.client.workflows.get({ id })).description).toBe('One and more');
});

it('what has no note yet is unsaved, though all that stands on the screen is saved', async () => {
  const id = await place.create();
  const { session, around } = await place.window(id, 'one', { update: isCutOff, get: isCutOff });
  expect(await session.save('Good')).toBe(false);
  expect(session.isUnsaved()).toBe(true);
  delete around.update;
  delete around.get;

  expect(await session.save()).toBe(true);

  expect(session.isUnsaved()).toBe(false);
  expect(await noted(id)).toHaveLength(1);
});

it('asked for again after a try has written it, a checkpoint is one; after a change it is another', async () => {
  const id = await place.create();
  const { session, set, around } = await place.window(id, 'one', { update: isCutOff, get: isCutOff });
  set('description', 'One');
  expect(await session.save('Good')).toBe(false);
  delete around.update;
  delete around.get;
  await vi.waitFor(() => { expect(session.isUnsaved()).toBe(false); }, { timeout: 10_000 });

  expect(await session.save('Good')).toBe(true);
  expect(await noted(id)).toHaveLength(1);

  set('description', 'Two');
  expect(await session.save('Good')).toBe(true);
  expect(await noted(id)).toHaveLength(2);

  set('description', 'Three');
  expect(await session.save()).toBe(true);
  expect(await session.save('Good')).toBe(true);
  expect(await noted(id)).toHaveLength(3);
});

it('a note waits while somebody has to decide, and goes with what was decided', async () => {
  const id = await place.create();
  const [one, other] = [await place.window(id, 'one'), await place.window(id, 'other')];
  one.set('description', 'By one');
  await one.session.save();
  other.set('description', 'By the other');
  expect(await other.session.save('Good')).toBe(false);
  expect(other.session.get().saving.status).toBe('conflict');

  other.session.undo();

  expect(await other.session.save()).toBe(true);
  expect(await noted(id)).toHaveLength(1);
});
