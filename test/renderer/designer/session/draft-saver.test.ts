import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../../src/core/app/app.ts';
import { DraftSaver } from '../../../../src/renderer/designer/session/draft-saver.ts';
import type { SaverParts } from '../../../../src/renderer/designer/session/saver-parts.ts';
import { SessionStore } from '../../../../src/renderer/designer/session/session-store.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';

let host: Host;
let client: AppClient;
const savers: DraftSaver[] = [];
beforeEach(async () => {
  host = await openMemoryHost();
  client = processClient(host.app);
});
afterEach(async () => {
  await Promise.all(savers.splice(0).map(async (saver) => saver.close()));
  await host.close();
});

/** One window on a workflow; `wire.isDown` cuts it off from the host. */
async function openWindow(id: string) {
  const wire = { isDown: false };
  const told: string[] = [];
  const store = new SessionStore({ workflow: await client.workflows.get({ id }), isReadOnly: false });
  const down = async (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
  const workflows: SaverParts['workflows'] = {
    update: async (input) => (wire.isDown ? down() : client.workflows.update(input)),
    get: async (input) => (wire.isDown ? down() : client.workflows.get(input)),
  };
  const notices = { tookTheirs: () => { told.push('took theirs'); }, merged: () => { told.push('merged'); }, conflict: () => { told.push('conflict'); }, failed: () => { told.push('failed'); }, recovered: () => { told.push('recovered'); }, gone: () => { told.push('gone'); } };
  const saver = new DraftSaver({ store, workflows, notices, onSaved: () => undefined, onSending: () => Promise.resolve(), onRebased: () => undefined });
  savers.push(saver);
  store.onStep(() => { saver.later(60_000); });
  return { store, saver, wire, told, set: (field: 'name' | 'description', value: string) => { store.edit({ kind: 'set', at: 'workflow', path: [field], value }, false); } };
}

const draft = async (id: string) => (await client.workflows.get({ id })).definition;

describe('a draft kept like the screen', () => {
  it('is written once, and not again where nothing changed', async () => {
    const { id } = await client.workflows.create({ name: 'Kept' });
    const { store, saver, set } = await openWindow(id);

    set('name', 'Kept well');
    expect(store.get().saving.status).toBe('unsaved');
    expect(await saver.now()).toBe(true);

    const { revision } = store.get().workflow;
    expect(await draft(id)).toMatchObject({ name: 'Kept well' });
    expect(store.get().saving).toMatchObject({ status: 'saved' });
    await saver.now();
    expect((await client.workflows.get({ id })).revision).toBe(revision);
  });

  it('is not unsaved once what was done is taken back', async () => {
    const { id } = await client.workflows.create({ name: 'Kept' });
    const { store, saver, set } = await openWindow(id);

    set('name', 'Other');
    store.undo();

    expect(saver.isUnsaved()).toBe(false);
    expect(store.get().saving.status).toBe('saved');
  });

  it('says that it could not be written, and that it could at last', async () => {
    const { id } = await client.workflows.create({ name: 'Kept' });
    const { store, saver, wire, told, set } = await openWindow(id);
    wire.isDown = true;

    set('name', 'Later');
    expect(await saver.now()).toBe(false);
    expect(await saver.now()).toBe(false);
    expect(store.get().saving.status).toBe('failed');
    wire.isDown = false;

    expect(await saver.now()).toBe(true);
    expect(told).toEqual(['failed', 'recovered']);
    expect(await draft(id)).toMatchObject({ name: 'Later' });
  });
});

describe('two windows on one draft', () => {
  it('show what the other wrote where they have nothing of their own', async () => {
    const { id } = await client.workflows.create({ name: 'Shared' });
    const [one, other] = [await openWindow(id), await openWindow(id)];

    one.set('name', 'By one');
    await one.saver.now();
    await other.saver.look();

    expect(other.store.get().definition).toMatchObject({ name: 'By one' });
    expect(other.saver.isUnsaved()).toBe(false);
    expect(other.told).toEqual(['took theirs']);
  });

  it('merge what does not touch, so that the host has both', async () => {
    const { id } = await client.workflows.create({ name: 'Shared' });
    const [one, other] = [await openWindow(id), await openWindow(id)];

    one.set('name', 'By one');
    await one.saver.now();
    other.set('description', 'By the other');
    expect(await other.saver.now()).toBe(true);

    expect(await draft(id)).toMatchObject({ name: 'By one', description: 'By the other' });
    expect(other.told).toEqual(['merged']);
  });

  it('write nothing over the other where both changed the same, until somebody decided', async () => {
    const { id } = await client.workflows.create({ name: 'Shared' });
    const [one, other] = [await openWindow(id), await openWindow(id)];
    one.set('name', 'By one');
    await one.saver.now();

    other.set('name', 'By the other');
    expect(await other.saver.now()).toBe(false);
    expect(other.store.get().saving).toMatchObject({ status: 'conflict', theirs: { name: 'By one' } });
    other.set('description', 'Goes on');
    expect(await other.saver.now()).toBe(false);
    expect(await draft(id)).toMatchObject({ name: 'By one', description: '' });

    other.store.become({ ...other.store.get().definition, name: 'By both' }, 'merge');
    other.saver.decided();
    expect(await other.saver.now()).toBe(true);
    expect(await draft(id)).toMatchObject({ name: 'By both', description: 'Goes on' });
  });

  it('take a write whose answer was lost for what it was', async () => {
    const { id } = await client.workflows.create({ name: 'Shared' });
    const { store, saver, told, set } = await openWindow(id);
    set('name', 'Sent');
    await client.workflows.update({ id, definition: store.get().definition, revision: store.get().workflow.revision });

    expect(await saver.now()).toBe(true);
    expect(told).toEqual([]);
    expect(saver.isUnsaved()).toBe(false);
  });
});

describe('undo after somebody else changed the draft', () => {
  it('takes back what was done here and leaves what was done there, and does it again', async () => {
    const { id } = await client.workflows.create({ name: 'Shared' });
    const [one, other] = [await openWindow(id), await openWindow(id)];
    one.set('name', 'By one');
    await one.saver.now();
    other.set('description', 'By the other');
    await other.saver.now();
    await one.saver.look();
    expect(one.store.get()).toMatchObject({ definition: { name: 'By one', description: 'By the other' }, undo: expect.stringContaining('name') });

    expect(one.store.undo()?.isDone).toBe(true);
    await one.saver.now();
    expect(await draft(id)).toMatchObject({ name: 'Shared', description: 'By the other' });
    one.store.redo();
    await one.saver.now();
    expect(await draft(id)).toMatchObject({ name: 'By one', description: 'By the other' });

    expect(other.store.undo()?.isDone).toBe(true);
    await other.saver.now();
    expect(await draft(id)).toMatchObject({ name: 'By one', description: '' });
  });

  it('has nothing to take back where nothing was done here', async () => {
    const { id } = await client.workflows.create({ name: 'Shared' });
    const [one, other] = [await openWindow(id), await openWindow(id)];
    one.set('name', 'By one');
    await one.saver.now();
    await other.saver.look();

    expect(other.store.undo()).toBeUndefined();
    expect(other.store.get().definition).toMatchObject({ name: 'By one' });
  });

  it('changes nothing where the same place was changed there, and says so once', async () => {
    const { id } = await client.workflows.create({ name: 'Shared' });
    const [one, other] = [await openWindow(id), await openWindow(id)];
    one.set('name', 'By one');
    await one.saver.now();
    await other.saver.look();
    other.set('name', 'By the other');
    await other.saver.now();
    await one.saver.look();

    expect(one.store.undo()).toMatchObject({ isDone: false, words: expect.stringContaining('name') });
    expect(one.store.get()).not.toHaveProperty('undo');
    expect(one.store.get().definition).toMatchObject({ name: 'By the other' });
    expect(one.saver.isUnsaved()).toBe(false);
  });
});
