import { expect, it, vi } from 'vitest';
import type { HalfTyped } from '../../../../src/renderer/designer/session/designer-session.ts';
import { SessionHost } from './session-host.ts';

const place = new SessionHost();
const half: HalfTyped = { text: '12,5', over: '12.5', label: 'Default', where: 'inputs' };

it('what stands in a field and is no value is kept, and offered again where its window is gone', async () => {
  const id = await place.create();
  const gone = await place.window(id, 'gone');
  gone.session.keepHalfTyped('inputs.amount Default', half);
  await vi.waitFor(() => { expect(place.shelves.left('gone')).toMatchObject([{ entries: [], texts: { 'inputs.amount Default': half } }]); });
  place.kill(gone);
  const one = await place.window(id, 'one');

  const [left] = await one.session.leftBehind();
  expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');

  expect([...one.session.get().halfTyped]).toEqual([['inputs.amount Default', half]]);
  expect(one.session.get()).not.toHaveProperty('undo');
  await vi.waitFor(() => { expect(place.shelves.left('one')).toMatchObject([{ texts: { 'inputs.amount Default': { text: '12,5' } } }]); });
});

it('stays kept while other changes are saved, and is forgotten once it is a value', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one');
  one.session.keepHalfTyped('inputs.amount Default', half);
  one.set('description', 'On the canvas');
  expect(await one.session.save()).toBe(true);
  await vi.waitFor(() => { expect(place.shelves.left('one')).toMatchObject([{ entries: [], texts: { 'inputs.amount Default': half } }]); });

  one.session.keepHalfTyped('inputs.amount Default', undefined);

  expect(one.session.get().halfTyped.size).toBe(0);
  await vi.waitFor(() => { expect(place.shelves.left('one')).toEqual([]); });
});

it('goes with the node whose field it stood in', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one');
  one.session.edit({ kind: 'add_node', region: 'root', node: { id: 'pause', type: 'wait', config: {} } });
  expect(one.session.get().undo).toBeDefined();
  one.session.keepHalfTyped('pause About', { ...half, where: 'nodes.pause' });
  expect(one.session.get().halfTyped.size).toBe(1);
  one.session.undo();
  expect(one.session.get().halfTyped.size).toBe(0);
});

it('is kept beside the fields where somebody else takes the field away, for as long as nobody lets it go', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one');
  const other = await place.window(id, 'other');
  one.set('inputs', { type: 'object', properties: { amount: { type: 'number' } } });
  expect(await one.session.save()).toBe(true);
  await other.session.look();
  one.session.keepHalfTyped('inputs.amount | Default', { ...half, where: 'inputs.amount' });

  other.set('inputs', { type: 'object', properties: { total: { type: 'number' } } });
  expect(await other.session.save()).toBe(true);
  await one.session.look();

  const lost = { ...half, where: 'inputs.amount', isLost: true };
  expect([...one.session.get().halfTyped.values()]).toEqual([lost]);
  expect(one.session.get().halfTyped.has('inputs.amount | Default')).toBe(false);
  one.set('description', 'Something else');
  one.session.undo();
  expect([...one.session.get().halfTyped.values()]).toEqual([lost]);
  await vi.waitFor(() => { expect(Object.values(place.shelves.left('one')[0]?.texts ?? {})).toEqual([lost]); });
});

it('is kept beside the fields where somebody else writes under it, and goes where its own window does', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one');
  const other = await place.window(id, 'other');
  one.session.keepHalfTyped('About', half);
  one.session.overtaken('About');
  expect([...one.session.get().halfTyped]).toEqual([]);

  one.session.keepHalfTyped('About', half);
  other.set('description', 'From elsewhere');
  expect(await other.session.save()).toBe(true);
  await one.session.look();
  one.session.overtaken('About');
  expect([...one.session.get().halfTyped.values()]).toEqual([{ ...half, isLost: true }]);
});
