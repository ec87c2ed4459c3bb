import { expect, it } from 'vitest';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { diffDefinitions } from '../../../../src/core/domain/model/definition/diff-definitions.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { DraftSaver } from '../../../../src/renderer/designer/session/draft-saver.ts';
import type { SaverParts } from '../../../../src/renderer/designer/session/saver-parts.ts';
import { SessionStore } from '../../../../src/renderer/designer/session/session-store.ts';
import { SessionHost } from './session-host.ts';

const place = new SessionHost();
const wait = (name: string): Edit => ({ kind: 'add_node', region: 'root', node: { id: 'wait', type: 'wait', name } });

it('what is told of a merge is what came from elsewhere, and not what was called otherwise here because of it', async () => {
  const id = await place.create();
  const store = new SessionStore({ workflow: await place.client.workflows.get({ id }), isReadOnly: false });
  const merges: (readonly [JsonObject, JsonObject])[] = [];
  const none = (): void => undefined;
  const notices: SaverParts['notices'] = { tookTheirs: none, merged: (...sides) => merges.push(sides), conflict: none, failed: none, recovered: none, gone: none };
  const saver = new DraftSaver({ store, workflows: place.client.workflows, notices, onSaved: none, onSending: async () => Promise.resolve(), onRebased: none });
  const other = await place.window(id, 'other');
  other.session.edit(wait('Theirs'));
  await other.session.save();
  store.edit(wait('Mine'), false);

  expect(await saver.now()).toBe(true);

  expect(merges.flatMap(([before, after]) => diffDefinitions(before, after)).map(({ kind, noun, id: part }) => `${kind} ${noun} ${part}`)).toEqual(['added node wait']);
  await saver.close();
});

it('what was changed before a window began is shown without a word, whoever finds it first', async () => {
  const id = await place.create();
  const [one, other] = [await place.window(id, 'one'), await place.window(id, 'other')];
  const before = await place.client.workflows.get({ id });
  await place.client.workflows.edit({ id, edits: [{ kind: 'set', at: 'workflow', path: ['name'], value: 'Meanwhile' }] });
  const fresh = await place.client.workflows.get({ id });

  await one.session.read(fresh);
  await other.session.look(fresh.revision, false);
  await one.session.read(before);

  for (const { session, told } of [one, other]) {
    expect(session.get()).toMatchObject({ definition: { name: 'Meanwhile' }, workflow: { revision: fresh.revision }, saving: { status: 'saved' } });
    expect(told).toEqual([]);
  }
});

it('what the host was asked to write is taken from its answer: nobody asks again, and undo knows it', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one', { get: async () => Promise.reject(new TypeError('Failed to fetch')) });
  one.set('name', 'Later');
  await one.session.save();

  expect(await one.session.letHost(async ({ revision }): Promise<WorkflowView> => place.client.workflows.restore({ id, save: 1, revision }))).toBe(true);

  expect(one.session.get()).toMatchObject({ definition: { name: 'Kept' }, saving: { status: 'saved' } });
  one.session.undo();
  expect(await one.session.save()).toBe(true);
  expect(await place.client.workflows.get({ id })).toMatchObject({ name: 'Later' });
});

it('a workflow that is deleted while somebody edits it is told at the next look, and what was done stays on the screen', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one');
  await place.client.workflows.delete({ id });

  await one.session.look();
  one.set('name', 'Typed since');

  expect(await one.session.save()).toBe(false);
  expect(one.session.get()).toMatchObject({ saving: { status: 'gone' }, definition: { name: 'Typed since' } });
  expect(one.session.isUnsaved()).toBe(true);
  expect(one.told).toEqual(['gone']);
  await one.session.abandon();
  expect(one.session.isUnsaved()).toBe(false);
  await expect(place.client.workflows.get({ id })).rejects.toThrow(expect.objectContaining({ code: 'not_found' }) as AppError);
});

it('a workflow called otherwise elsewhere is known by that name here', async () => {
  const id = await place.create();
  const one = await place.window(id, 'one');
  one.set('description', 'Being written');
  await place.client.workflows.rename({ id, slug: 'called-otherwise' });
  await one.session.look();
  expect(one.session.get()).toMatchObject({ workflow: { slug: 'called-otherwise' }, definition: { description: 'Being written' } });
  expect(await one.session.save()).toBe(true);
});
