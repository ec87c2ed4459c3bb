import { describe, expect, it, vi } from 'vitest';
import type { AppClient } from '../../../../src/core/app/app.ts';
import { idOf, nodesIn, textIn, transitionsIn } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import { freshId, freshNodeId, freshTransitionId } from '../../../../src/core/domain/model/edit/fresh-ids.ts';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { replayed } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { SessionHost } from './session-host.ts';

const place = new SessionHost();
const openWindow = place.window.bind(place);
const kill = place.kill.bind(place);
const create = place.create.bind(place);

const step = (id: string, name = 'Step'): Edit => ({ kind: 'add_node', region: 'root', node: { id, type: 'workStep', name } });
const connection = (id: string, from: string, to: string): Edit => ({ kind: 'connect', transition: { id, from, to, triggers: [{ type: 'task-complete' }] } });
const draft = async (id: string): Promise<JsonObject> => (await place.client.workflows.get({ id })).definition;
const namesOf = (definition: JsonObject): string[] => nodesIn(definition).map((node) => `${idOf(node)} ${textIn(node, 'name') ?? ''}`);
const lostAnswer = async (input: Parameters<AppClient['workflows']['update']>[0]): Promise<never> => {
  await place.client.workflows.update(input);
  throw new TypeError('Failed to fetch');
};

describe('a window that is closed', () => {
  it('asks nothing any more after the answer it waits for, though the draft is another by now', async () => {
    const id = await create();
    const other = await openWindow(id, 'other');
    const answer = Promise.withResolvers<void>();
    const one = await openWindow(id, 'one', { update: async (input) => { await answer.promise; return place.client.workflows.update(input); } });
    other.set('name', 'By the other');
    await other.session.save();
    one.set('description', 'By one');
    const saving = one.session.save();
    await vi.waitFor(() => { expect(one.calls.count).toBe(1); });

    one.session.close();
    answer.resolve();

    expect(await saving).toBe(false);
    await vi.waitFor(() => { expect(place.shelves.alive.has('one')).toBe(false); });
    expect(one.calls.count).toBe(1);
    expect(place.shelves.left('one').map(replayed)).toMatchObject([{ name: 'Kept', description: 'By one' }]);
  });

  it('leaves behind what was typed while its last write was on its way, on what that write made of the draft', async () => {
    const id = await create();
    const one = await openWindow(id, 'one');
    one.around.update = async (input) => {
      const written = await place.client.workflows.update(input);
      one.session.edit({ kind: 'set', at: 'nodes.ask', path: ['name'], value: 'Better' });
      one.session.close();
      return written;
    };
    one.session.edit(step('ask', 'Ask'));

    expect(await one.session.save()).toBe(false);

    await vi.waitFor(() => { expect(place.shelves.alive.has('one')).toBe(false); });
    const [left] = place.shelves.left('one');
    expect(left).toMatchObject({ revision: (await place.client.workflows.get({ id })).revision, entries: [{ kind: 'edit' }] });
    expect(namesOf(left === undefined ? {} : replayed(left))).toContain('ask Better');
  });

  it('keeps no journal where its edits are given up', async () => {
    const id = await create();
    const one = await openWindow(id, 'one', { update: async () => Promise.reject(new TypeError('Failed to fetch')) });
    one.set('name', 'Given up');
    await one.session.save();

    await one.session.abandon();
    one.session.close();

    expect(place.shelves.left('one')).toEqual([]);
  });
});

describe('saving', () => {
  it('goes on until nothing is unsaved, whatever is typed meanwhile', async () => {
    const id = await create();
    const one = await openWindow(id, 'one');
    one.around.update = async (input) => {
      delete one.around.update;
      one.set('description', 'Typed meanwhile');
      return place.client.workflows.update(input);
    };
    one.set('name', 'Sent');

    expect(await one.session.save()).toBe(true);

    expect(one.session.isUnsaved()).toBe(false);
    expect(await draft(id)).toMatchObject({ name: 'Sent', description: 'Typed meanwhile' });
    expect(place.shelves.left('one')).toEqual([]);
  });

  it('keeps what is typed while another draft is looked at', async () => {
    const id = await create();
    const [one, other] = [await openWindow(id, 'one'), await openWindow(id, 'other')];
    other.set('name', 'By the other');
    await other.session.save();
    one.around.get = async (input) => {
      one.set('description', 'By one, and more');
      return place.client.workflows.get(input);
    };
    one.set('description', 'By one');

    expect(await one.session.save()).toBe(true);

    expect(await draft(id)).toMatchObject({ name: 'By the other', description: 'By one, and more' });
  });

  it('takes a draft that went back to an earlier revision for another draft', async () => {
    const id = await create();
    const earlier = await place.client.workflows.get({ id });
    const one = await openWindow(id, 'one');
    one.set('name', 'Written, and gone with a restored backup');
    await one.session.save();
    const back: { workflow: typeof earlier } = { workflow: { ...earlier, definition: { ...earlier.definition, notes: 'Of the backup' } } };
    one.around.get = async () => Promise.resolve(back.workflow);
    one.around.update = async ({ revision, definition }) => {
      if (revision !== back.workflow.revision) throw new AppError('version_conflict', 'The draft has changed.');
      back.workflow = { ...back.workflow, revision: revision + 1, definition: definition as JsonObject };
      return Promise.resolve(back.workflow);
    };

    one.set('description', 'Typed since');
    expect(await one.session.save()).toBe(true);

    expect(back.workflow.definition).toMatchObject({ name: 'Kept', notes: 'Of the backup', description: 'Typed since' });
  });

  it('rests where the host says again and again that the draft is another one', async () => {
    const id = await create();
    const one = await openWindow(id, 'one', { update: async () => Promise.reject(new AppError('version_conflict', 'The draft has changed.')) });
    one.set('name', 'Never taken');

    expect(await one.session.save()).toBe(false);

    expect(one.session.get().saving.status).toBe('failed');
    expect(one.calls.count).toBeLessThan(20);
  });

  it('asks nobody about what was typed on after a write whose answer was lost', async () => {
    const id = await create();
    const one = await openWindow(id, 'one', { update: lostAnswer });
    one.set('description', 'abc');
    one.session.edit(step('ask', 'As'));
    await one.session.save();
    one.set('description', 'abcdef');
    one.session.edit({ kind: 'set', at: 'nodes.ask', path: ['name'], value: 'Ask' });
    delete one.around.update;

    expect(await one.session.save()).toBe(true);

    expect(one.told).not.toContain('conflict');
    expect(await draft(id)).toMatchObject({ description: 'abcdef' });
    expect(namesOf(await draft(id)).filter((name) => name.includes('sk'))).toEqual(['ask Ask']);
  });
});

describe('what two windows add at the same time', () => {
  it('is there twice where both call it the same, with everything that reads it, and is taken back one by one', async () => {
    const id = await create();
    const [one, other] = [await openWindow(id, 'one'), await openWindow(id, 'other')];
    for (const { session } of [one, other]) session.edit(step(freshNodeId(session.get().definition, 'Step')));
    other.session.edit({ kind: 'set', at: 'workflow', path: ['notes'], value: 'By the other' });
    await one.session.save();

    expect(await other.session.save()).toBe(true);
    expect(namesOf(await draft(id))).toEqual(expect.arrayContaining(['step Step', 'step_2 Step']));
    expect(other.told).toEqual(['merged']);

    other.session.undo();
    other.session.undo();
    await other.session.save();
    expect(namesOf(await draft(id)).filter((name) => name.endsWith('Step'))).toEqual(['step Step']);
    other.session.redo();
    await other.session.save();
    expect(namesOf(await draft(id))).toContain('step_2 Step');
  });

  it('is each its own connection, and each its own note', async () => {
    const id = await create();
    const first = await openWindow(id, 'first');
    for (const name of ['one', 'two', 'three']) first.session.edit(step(name));
    await first.session.save();
    const [one, other] = [await openWindow(id, 'one'), await openWindow(id, 'other')];
    for (const [{ session }, from, to] of [[one, 'one', 'two'], [other, 'two', 'three']] as const) {
      const { definition } = session.get();
      session.edit(connection(freshTransitionId(definition), from, to));
      session.edit({ kind: 'set', at: 'workflow', path: ['canvasNotes', freshId(definition, 'notes', 'note')], value: { text: from, x: 0, y: 0, width: 100, height: 50 } });
    }
    await one.session.save();

    expect(await other.session.save()).toBe(true);

    const written = await draft(id);
    expect(transitionsIn(written).map(({ id: own, from, to }) => [own, from, to])).toEqual(expect.arrayContaining([['t2', 'one', 'two'], ['t3', 'two', 'three']]));
    expect(written['canvasNotes']).toMatchObject({ note: { text: 'one' }, note_2: { text: 'two' } });
  });

  it('stands apart while somebody is asked about something else', async () => {
    const id = await create();
    const [one, other] = [await openWindow(id, 'one'), await openWindow(id, 'other')];
    for (const { session, set, windowId } of [one, other]) {
      session.edit(step('step', `Of ${windowId}`));
      set('description', `Of ${windowId}`);
    }
    await one.session.save();

    expect(await other.session.save()).toBe(false);

    expect(other.told).toEqual(['conflict']);
    expect(namesOf(other.session.get().definition)).toContain('step_2 Of other');
    await vi.waitFor(() => { expect(namesOf(place.shelves.left('other').map(replayed)[0] ?? {})).toContain('step_2 Of other'); });
  });
});

describe('what was left behind', () => {
  it('is not restored over what cannot be saved: both stay', async () => {
    const id = await create();
    const gone = await openWindow(id, 'gone', { update: async () => Promise.reject(new TypeError('Failed to fetch')) });
    gone.set('name', 'Left behind');
    await gone.session.save();
    kill(gone);
    const [one, other] = [await openWindow(id, 'one'), await openWindow(id, 'other')];
    one.set('description', 'Work of an hour');
    other.set('description', 'By the other');
    await other.session.save();
    await one.session.save();
    const [left] = await one.session.leftBehind();

    expect(left === undefined ? '' : await one.session.restore(left)).toBe('unsaved');

    expect(one.session.get()).toMatchObject({ saving: { status: 'conflict' }, definition: { description: 'Work of an hour' } });
    expect(await one.session.leftBehind()).toHaveLength(1);
  });

  it('waits where something was typed while the host was asked: both stay', async () => {
    const id = await create();
    const gone = await openWindow(id, 'gone', { update: async () => Promise.reject(new TypeError('Failed to fetch')) });
    gone.set('name', 'Left behind');
    await gone.session.save();
    kill(gone);
    const one = await openWindow(id, 'one');
    const [left] = await one.session.leftBehind();
    one.around.get = async (input) => {
      delete one.around.get;
      one.set('description', 'Typed meanwhile');
      return place.client.workflows.get(input);
    };

    expect(left === undefined ? '' : await one.session.restore(left)).toBe('unsaved');

    expect(one.session.get().definition).toMatchObject({ name: 'Kept', description: 'Typed meanwhile' });
    expect(await one.session.leftBehind()).toHaveLength(1);
  });

  it('is there once where what was sent of it arrives after it was restored', async () => {
    const id = await create();
    const sent: Parameters<AppClient['workflows']['update']>[0][] = [];
    const gone = await openWindow(id, 'gone', {
      update: async (input) => {
        sent.push(input);
        throw new TypeError('Failed to fetch');
      },
    });
    gone.session.edit({ kind: 'add_node', region: 'root', node: { id: 'wait', type: 'wait' } });
    await gone.session.save();
    kill(gone);
    const one = await openWindow(id, 'one');
    const [left] = await one.session.leftBehind();
    expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');
    const [late] = sent;
    if (late !== undefined) await place.client.workflows.update(late);

    expect(await one.session.save()).toBe(true);

    expect(nodesIn(await draft(id)).filter(({ type }) => type === 'wait')).toHaveLength(1);
  });

  it('asks nobody where the host has the beginning of it, and is restored whole', async () => {
    const id = await create();
    const gone = await openWindow(id, 'gone', { update: lostAnswer });
    gone.set('description', 'abc');
    await gone.session.save();
    gone.around.update = async () => Promise.reject(new TypeError('Failed to fetch'));
    gone.set('description', 'abcdef');
    await gone.session.save();
    kill(gone);
    const one = await openWindow(id, 'one');
    const [left] = await one.session.leftBehind();

    expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');

    expect(await one.session.save()).toBe(true);
    expect(one.told).toEqual([]);
    expect(await draft(id)).toMatchObject({ description: 'abcdef' });
    expect(await one.session.leftBehind()).toEqual([]);
  });

  it('is nothing where the host has all of it', async () => {
    const id = await create();
    const gone = await openWindow(id, 'gone', { update: lostAnswer });
    gone.set('description', 'Sent');
    await gone.session.save();
    kill(gone);

    expect(await (await openWindow(id, 'one')).session.leftBehind()).toEqual([]);
    expect([...place.shelves.journals.keys()]).not.toContain('gone');
  });
});
