import { afterEach, beforeEach, expect, it } from 'vitest';
import type { AppClient, Host } from '../../../../src/core/app/app.ts';
import { createDesignerSession } from '../../../../src/renderer/designer/session/create-designer-session.ts';
import { openMemoryHost, processClient } from '../../../contracts/fixture/sample-host.ts';
import { MemoryShelves } from './memory-shelf.ts';

let host: Host;
let client: AppClient;
const opened: { readonly close: () => void }[] = [];
beforeEach(async () => {
  host = await openMemoryHost();
  client = processClient(host.app);
});
afterEach(async () => {
  for (const session of opened.splice(0)) session.close();
  await host.close();
});

async function openWindow(id: string) {
  const told: string[] = [];
  const notices = new Proxy({}, { get: (_, notice) => () => { told.push(String(notice)); } }) as Parameters<typeof createDesignerSession>[0]['notices'];
  const session = createDesignerSession({ workflow: await client.workflows.get({ id }), isReadOnly: false, workflows: client.workflows, notices, shelf: new MemoryShelves().open('one') });
  opened.push(session);
  const call = (name: string): void => { session.edit({ kind: 'set', at: 'workflow', path: ['name'], value: name }); };
  const restore = async (which: { readonly version: number } | { readonly save: number }) => session.letHost(async ({ id: own, revision }) => client.workflows.restore({ id: own, revision, ...which }));
  return { session, told, call, restore };
}

/** A version that calls another workflow, and a draft that was named otherwise since. */
async function publishedCaller(): Promise<string> {
  const { id: child } = await client.workflows.create({ name: 'Child' });
  await client.workflows.publish({ id: child });
  const { id, revision } = await client.workflows.create({ name: 'Caller', template: 'blank' });
  await client.workflows.edit({ id, revision, edits: [{ kind: 'splice', transition: 't1', node: { id: 'call', type: 'subWorkflow', name: 'Call', config: { workflow: 'child' } }, onward: { id: 't2', triggers: [{ type: 'task-complete' }] } }] });
  await client.workflows.publish({ id });
  await client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['name'], value: 'Changed since' }] });
  return id;
}

it('a version is restored as the host restores it: saved at once, nothing it carries for its calls, and one undo brings back what was there', async () => {
  const id = await publishedCaller();
  expect((await client.workflows.get({ id, version: 1 })).definition['called']).toBeDefined();
  const { session, told, call, restore } = await openWindow(id);
  call('Typed a moment ago');

  expect(await restore({ version: 1 })).toBe(true);

  const draft = await client.workflows.get({ id });
  expect(session.get()).toMatchObject({ definition: draft.definition, workflow: { revision: draft.revision, status: 'published' }, saving: { status: 'saved' } });
  expect(draft.definition).not.toHaveProperty('called');
  expect(session.isUnsaved()).toBe(false);
  expect((await client.workflows.history({ id })).saves.slice(0, 2)).toMatchObject([{ kind: 'restore', act: 'Restore version 1' }, { kind: 'autosave' }]);
  expect(told).toEqual([]);
  session.undo();
  expect(await session.save()).toBe(true);
  expect((await client.workflows.get({ id })).name).toBe('Typed a moment ago');
});

it('a version brings back its files, even where its definition is the draft already', async () => {
  const { id, definition, files } = await client.workflows.get({ id: 'data-report', version: 1 });
  const content = Buffer.from(JSON.stringify(definition)).toString('base64');
  await client.workflows.import({ content, slug: 'data-report', replace: true });
  const { session, restore } = await openWindow(id);
  expect([files.length, session.get().workflow.files]).toEqual([1, []]);

  expect(await restore({ version: 1 })).toBe(true);

  expect(session.get()).toMatchObject({ workflow: { files }, saving: { status: 'saved' } });
  expect(await client.workflows.get({ id })).toMatchObject({ files });
});

it('what the host refuses is said to who asked, and the screen stays as it is', async () => {
  const { id } = await client.workflows.create({ name: 'Refused' });
  const { session, restore } = await openWindow(id);
  const { definition } = session.get();

  await expect(restore({ version: 7 })).rejects.toMatchObject({ code: 'not_found' });

  expect(session.get()).toMatchObject({ saving: { status: 'saved' } });
  expect(session.get().definition).toBe(definition);
});

it('what is typed while the host restores is not lost', async () => {
  const { id } = await client.workflows.create({ name: 'First' });
  const { session, told, call } = await openWindow(id);
  call('Second');
  await session.save();

  const done = session.letHost(async ({ revision }) => {
    const restored = await client.workflows.restore({ id, save: 1, revision });
    session.edit({ kind: 'set', at: 'workflow', path: ['description'], value: 'Typed meanwhile' });
    return restored;
  });

  expect(await done).toBe(true);
  expect(await session.save()).toBe(true);
  expect((await client.workflows.get({ id })).definition).toMatchObject({ name: 'First', description: 'Typed meanwhile' });
  expect(told).toEqual(['merged']);
});

it('what others wrote over a restore that got no answer stays theirs', async () => {
  const { id } = await client.workflows.create({ name: 'First' });
  const { session, told, call } = await openWindow(id);
  call('Second');
  await session.save();
  const lost = session.letHost(async ({ revision, write }) => {
    await client.workflows.restore({ id, save: 1, revision, write });
    await client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['description'], value: 'By another' }] });
    throw new TypeError('Failed to fetch');
  });
  await lost.catch(() => undefined);
  await session.look();

  expect(session.get().definition).toMatchObject({ name: 'First', description: 'By another' });
  expect(told).toContain('tookTheirs');
  session.undo();
  expect(session.get().definition).toMatchObject({ description: 'By another' });
});
