import { describe, expect, it, vi } from 'vitest';
import type { AppClient } from '../../../../src/core/app/app.ts';
import { idOf, nodesIn, textIn } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { replayed } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { SessionHost } from './session-host.ts';

type UpdateInput = Parameters<AppClient['workflows']['update']>[0];

const place = new SessionHost();
const draft = async (id: string): Promise<JsonObject> => (await place.client.workflows.get({ id })).definition;
const namesOf = (definition: JsonObject): string[] => nodesIn(definition).map((node) => `${idOf(node)} ${textIn(node, 'name') ?? ''}`);
const wait = (name = 'Wait'): Edit => ({ kind: 'add_node', region: 'root', node: { id: 'wait', type: 'wait', name } });
const isCutOff = async (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
const losesAnswer = async (input: UpdateInput): Promise<never> => {
  await place.client.workflows.update(input);
  return isCutOff();
};

describe('a write without an answer', () => {
  it('that did not arrive is none: what two windows added meanwhile is there twice', async () => {
    const id = await place.create();
    const both = [await place.window(id, 'one', { update: isCutOff, get: isCutOff }), await place.window(id, 'other', { update: isCutOff, get: isCutOff })];
    for (const { session, windowId } of both) {
      session.edit(wait(`Of ${windowId}`));
      expect(await session.save()).toBe(false);
    }

    for (const { session, around } of both) {
      delete around.update;
      delete around.get;
      expect(await session.save()).toBe(true);
    }

    expect(namesOf(await draft(id))).toEqual(expect.arrayContaining(['wait Of one', 'wait_2 Of other']));
  });

  it('that arrived is what the rest stands on, though the draft is another again by now', async () => {
    const id = await place.create();
    const [one, other] = [await place.window(id, 'one', { update: losesAnswer }), await place.window(id, 'other')];
    one.session.edit(wait());
    expect(await one.session.save()).toBe(false);
    await other.session.look();
    other.set('description', 'By the other');
    await other.session.save();
    one.session.edit({ kind: 'set', at: 'nodes.wait', path: ['name'], value: 'Wait longer' });
    delete one.around.update;

    expect(await one.session.save()).toBe(true);

    expect(await draft(id)).toMatchObject({ description: 'By the other' });
    expect(namesOf(await draft(id)).filter((name) => name.startsWith('wait'))).toEqual(['wait Wait longer']);
  });

  it('leaves nothing saved until it is known: what was taken back since does not stay with the host', async () => {
    const id = await place.create();
    const { session, set, around, told } = await place.window(id, 'one', { update: losesAnswer });
    set('description', 'Secret');
    await session.save();
    session.undo();
    expect(session.isUnsaved()).toBe(true);
    delete around.update;

    expect(await session.save()).toBe(true);

    expect(session.isUnsaved()).toBe(false);
    expect(await draft(id)).toMatchObject({ description: '' });
    await session.look();
    expect(session.get()).toMatchObject({ definition: { description: '' }, saving: { status: 'saved' } });
    expect(told).not.toContain('took theirs');
  });

  it('that arrives after the host was asked is known all the same', async () => {
    const id = await place.create();
    const { session, set, around } = await place.window(id, 'one');
    const late = Promise.withResolvers<UpdateInput>();
    around.update = async (input) => {
      late.resolve(input);
      return isCutOff();
    };
    set('description', 'Secret');
    await session.save();
    session.undo();
    delete around.update;
    expect(await session.save()).toBe(true);
    await place.client.workflows.update(await late.promise);

    await session.look();

    await vi.waitFor(async () => { expect(await draft(id)).toMatchObject({ description: '' }); });
    expect(session.get().definition).toMatchObject({ description: '' });
  });

  it('is known however much another window wrote since', async () => {
    const id = await place.create();
    const one = await place.window(id, 'one', { update: losesAnswer });
    one.session.edit(wait());
    expect(await one.session.save()).toBe(false);
    one.around.update = isCutOff;
    one.around.get = isCutOff;
    const other = await place.window(id, 'other');
    for (let typed = 0; typed < 101; typed += 1) {
      other.set('description', `Typed ${typed}`);
      expect(await other.session.save()).toBe(true);
    }
    delete one.around.update;
    delete one.around.get;
    one.session.edit({ kind: 'set', at: 'nodes.wait', path: ['name'], value: 'Wait longer' });

    expect(await one.session.save()).toBe(true);

    expect(namesOf(await draft(id)).filter((name) => name.startsWith('wait'))).toEqual(['wait Wait longer']);
  });

  it('is known in the journal under every name it was sent by', async () => {
    const id = await place.create();
    const gone = await place.window(id, 'gone', { update: isCutOff });
    gone.session.edit(wait());
    expect(await gone.session.save()).toBe(false);
    const arrived = Promise.withResolvers<void>();
    gone.around.update = async (input) => {
      await place.client.workflows.update(input);
      arrived.resolve();
      return new Promise(() => undefined);
    };
    void gone.session.save('Good');
    await arrived.promise;
    await vi.waitFor(() => { expect(place.shelves.left('gone')[0]?.entries.filter(({ kind }) => kind === 'send')).toHaveLength(2); });
    place.kill(gone);
    await place.client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['description'], value: 'By the command line' }] });

    expect(await (await place.window(id, 'one')).session.leftBehind()).toEqual([]);
  });

  it('is sent again under its name, and written once with its note', async () => {
    const id = await place.create();
    const { session, around } = await place.window(id, 'one', { update: losesAnswer });
    const { revision } = session.get().workflow;
    session.edit(wait());
    expect(await session.save('Good')).toBe(false);
    delete around.update;

    expect(await session.save()).toBe(true);

    expect(session.get().workflow.revision).toBe(revision + 1);
    expect((await place.client.workflows.history({ id })).saves.filter(({ note }) => note === 'Good')).toHaveLength(1);
  });

  it('is unsaved while it is on its way, though what it brings was taken back', async () => {
    const id = await place.create();
    const { session, set, around } = await place.window(id, 'one');
    const answer = Promise.withResolvers<void>();
    around.update = async (input) => {
      await answer.promise;
      return place.client.workflows.update(input);
    };
    set('description', 'Secret');
    const saving = session.save();
    await vi.waitFor(() => { expect(session.get().saving.status).toBe('saving'); });

    session.undo();

    expect(session.isUnsaved()).toBe(true);
    answer.resolve();
    expect(await saving).toBe(true);
    expect(await draft(id)).toMatchObject({ description: '' });
  });
});

describe('what was left behind', () => {
  it('stands beside what somebody else called the same', async () => {
    const id = await place.create();
    const gone = await place.window(id, 'gone', { update: isCutOff });
    gone.session.edit(wait('Mine'));
    await gone.session.save();
    place.kill(gone);
    const other = await place.window(id, 'other');
    other.session.edit(wait('Theirs'));
    await other.session.save();
    const one = await place.window(id, 'one');
    const [left] = await one.session.leftBehind();

    expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');
    expect(await one.session.save()).toBe(true);

    expect(namesOf(await draft(id))).toEqual(expect.arrayContaining(['wait Theirs', 'wait_2 Mine']));
  });

  it('is nothing where it arrived, whatever was done to the draft since', async () => {
    const id = await place.create();
    const gone = await place.window(id, 'gone', { update: losesAnswer });
    gone.set('description', 'Sent');
    await gone.session.save();
    place.kill(gone);
    const one = await place.window(id, 'one');
    one.set('name', 'Another');
    await one.session.save();

    expect(await one.session.leftBehind()).toEqual([]);
    expect([...place.shelves.journals.keys()]).not.toContain('gone');
  });

  it('goes on from what arrived of it', async () => {
    const id = await place.create();
    const gone = await place.window(id, 'gone', { update: losesAnswer });
    gone.session.edit(wait());
    await gone.session.save();
    gone.around.update = isCutOff;
    gone.around.get = isCutOff;
    gone.session.edit({ kind: 'set', at: 'nodes.wait', path: ['name'], value: 'Wait longer' });
    await gone.session.save();
    await vi.waitFor(() => { expect(namesOf(place.shelves.left('gone').map(replayed)[0] ?? {})).toContain('wait Wait longer'); });
    place.kill(gone);
    const one = await place.window(id, 'one');
    one.set('description', 'Since then');
    await one.session.save();
    const [left] = await one.session.leftBehind();

    expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');
    expect(await one.session.save()).toBe(true);

    expect(await draft(id)).toMatchObject({ description: 'Since then' });
    expect(namesOf(await draft(id)).filter((name) => name.startsWith('wait'))).toEqual(['wait Wait longer']);
  });
});

describe('a journal that was left behind', () => {
  const leave = async (id: string): Promise<void> => {
    const gone = await place.window(id, 'gone', { update: isCutOff });
    gone.session.edit(wait('Mine'));
    await gone.session.save();
    place.kill(gone);
  };

  it('goes once it stands in the one of the window that restored it, and not before', async () => {
    const id = await place.create();
    await leave(id);
    const one = await place.window(id, 'one', { update: isCutOff, get: async () => place.client.workflows.get({ id }) });
    const [left] = await one.session.leftBehind();
    if (left === undefined) throw new Error('It is offered.');
    place.shelves.gate = async () => Promise.reject(new Error('The quota is used up'));

    expect(await one.session.restore(left)).toBe('whole');
    expect([...place.shelves.journals.keys()]).toContain('gone');
    const other = await place.window(id, 'other');
    expect(await other.session.leftBehind()).toEqual([]);

    place.shelves.gate = async () => Promise.resolve();
    one.session.undo();
    await vi.waitFor(() => { expect([...place.shelves.journals.keys()]).not.toContain('gone'); });
    expect(await other.session.restore(left)).toBe('taken');
  });

  it('is offered again where its taker dies before it is on disk there', async () => {
    const id = await place.create();
    await leave(id);
    const one = await place.window(id, 'one', { update: isCutOff });
    const [left] = await one.session.leftBehind();
    if (left === undefined) throw new Error('It is offered.');
    place.shelves.gate = async () => Promise.reject(new Error('The quota is used up'));
    expect(await one.session.restore(left)).toBe('whole');
    place.kill(one);
    place.shelves.alive.delete('gone');

    expect(await (await place.window(id, 'other')).session.leftBehind()).toHaveLength(1);
  });

  it('comes back once, however often that is asked for, in one window or in two', async () => {
    const id = await place.create();
    await leave(id);
    const [one, other] = [await place.window(id, 'one'), await place.window(id, 'other')];
    const [left] = await one.session.leftBehind();
    const [seen] = await other.session.leftBehind();
    if (left === undefined || seen === undefined) throw new Error('Both are offered it.');

    expect(await Promise.all([one.session.restore(left), one.session.restore(left), other.session.restore(seen)])).toEqual(['whole', 'taken', 'taken']);
    expect(await one.session.save()).toBe(true);
    expect(await other.session.restore(seen)).toBe('taken');

    expect(namesOf(await draft(id)).filter((name) => name.startsWith('wait'))).toEqual(['wait Mine']);
  });

  it('is taken back by one undo, which leaves alone what the draft has under the same name', async () => {
    const id = await place.create();
    await leave(id);
    const one = await place.window(id, 'one');
    one.session.edit(wait('Own'));
    expect(await one.session.save()).toBe(true);
    const [left] = await one.session.leftBehind();
    expect(left === undefined ? '' : await one.session.restore(left)).toBe('whole');
    const waits = async (): Promise<string[]> => {
      expect(await one.session.save()).toBe(true);
      return namesOf(await draft(id)).filter((name) => name.startsWith('wait'));
    };
    expect(await waits()).toEqual(expect.arrayContaining(['wait Own', 'wait_2 Mine']));

    one.session.undo();
    expect(await waits()).toEqual(['wait Own']);
    one.session.undo();
    expect(await waits()).toEqual([]);
    one.session.redo();
    one.session.redo();
    expect(await waits()).toEqual(expect.arrayContaining(['wait Own', 'wait_2 Mine']));
    expect(await waits()).toHaveLength(2);
  });

  it('is offered where it cannot be done whole, though what can be done of it is the draft', async () => {
    const id = await place.create();
    await leave(id);
    const kept = place.shelves.journals.get('gone');
    if (kept?.head === undefined) throw new Error('It is kept.');
    place.shelves.journals.set('gone', { head: kept.head, entries: new Map([[1, { kind: 'edit', edit: { kind: 'set', at: 'nodes.none', path: ['name'], value: 'Nowhere' } }]]) });

    expect(await (await place.window(id, 'one')).session.leftBehind()).toHaveLength(1);
  });
});

it('what is chosen stays chosen where it is called otherwise because somebody else took its name', async () => {
  const id = await place.create();
  const [one, other] = [await place.window(id, 'one'), await place.window(id, 'other')];
  one.session.edit(wait('Of one'));
  await one.session.save();
  other.session.edit(wait('Of other'));

  expect(await other.session.save()).toBe(true);

  expect(other.session.get().selection.nodes).toEqual(['wait_2']);
});

describe('a conflict', () => {
  it('is over once what it is about is taken back here, and what else was done is written', async () => {
    const id = await place.create();
    const [one, other] = [await place.window(id, 'one'), await place.window(id, 'other')];
    one.set('description', 'By one');
    await one.session.save();
    other.session.edit(wait());
    other.session.edit({ kind: 'set', at: 'workflow', path: ['description'], value: 'By the other' });
    expect(await other.session.save()).toBe(false);
    expect(other.session.get().saving.status).toBe('conflict');

    other.session.undo();

    expect(await other.session.save()).toBe(true);
    expect(other.session.get()).toMatchObject({ definition: { description: 'By one' }, saving: { status: 'saved' } });
    expect(namesOf(await draft(id))).toContain('wait Wait');
  });

  it('ends by itself where nothing of it is left', async () => {
    const id = await place.create();
    const [one, other] = [await place.window(id, 'one'), await place.window(id, 'other')];
    one.set('description', 'By one');
    await one.session.save();
    other.set('description', 'By the other');
    await other.session.save();

    other.session.undo();

    await vi.waitFor(() => { expect(other.session.get()).toMatchObject({ definition: { description: 'By one' }, saving: { status: 'saved' } }); });
    expect(other.session.isUnsaved()).toBe(false);
  });
});
