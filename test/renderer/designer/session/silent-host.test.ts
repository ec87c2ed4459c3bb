import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { AppClient } from '../../../../src/core/app/app.ts';
import { idOf, nodesIn } from '../../../../src/core/domain/model/edit/definition-reading.ts';
import { longestAnswerMs } from '../../../../src/renderer/designer/session/in-time.ts';
import { SessionHost } from './session-host.ts';

type UpdateInput = Parameters<AppClient['workflows']['update']>[0];

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }); });
afterEach(() => { vi.useRealTimers(); });

const place = new SessionHost();
const isSilent = async (): Promise<never> => new Promise(() => undefined);

/** A host that is held: it takes calls, and carries them out once it goes on. */
async function held() {
  const id = await place.create();
  const window = await place.window(id, 'one');
  const sent: UpdateInput[] = [];
  window.around.update = async (input) => {
    sent.push(input);
    return isSilent();
  };
  window.around.get = isSilent;
  return { id, sent, ...window };
}

it('a host that takes a call and says nothing counts as away after a while: saving has failed, and is tried again under the same name', async () => {
  const { id, sent, session, told, around } = await held();
  session.edit({ kind: 'add_node', region: 'root', node: { id: 'wait', type: 'wait', name: 'Wait' } });
  const saved = session.save();
  await vi.advanceTimersByTimeAsync(longestAnswerMs);

  expect(await saved).toBe(false);
  expect(session.get().saving).toMatchObject({ status: 'failed', isTriedAgain: true });
  expect(told).toEqual(['failed']);
  await vi.advanceTimersByTimeAsync(1000);
  expect(sent.map(({ write }) => write)).toEqual([sent[0]?.write, sent[0]?.write]);
  expect(session.get().saving.status, 'while it is tried again').toBe('failed');

  // It goes on, and carries out all that it took.
  for (const input of sent) await place.client.workflows.update(input);
  delete around.update;
  delete around.get;
  await vi.advanceTimersByTimeAsync(longestAnswerMs + 2000);
  expect(await session.save()).toBe(true);
  const { definition, revision } = await place.client.workflows.get({ id });
  expect(nodesIn(definition).map(idOf).filter((each) => each.startsWith('wait'))).toEqual(['wait']);
  expect(revision).toBe((sent[0]?.revision ?? 0) + 1);
});

it('whoever leaves is asked at once rather than once the host answers', async () => {
  const { session, set } = await held();
  set('description', 'Typed');

  const left = session.leave();
  await vi.advanceTimersByTimeAsync(3000);

  expect(await left).toBe(false);
  expect(session.isUnsaved()).toBe(true);
});

it('what is done after a restore without an answer is no conflict with that restore', async () => {
  const id = await place.create();
  const { session, set } = await place.window(id, 'one');
  set('description', 'One');
  await session.save('Good');
  const [kept] = (await place.client.workflows.history({ id })).saves;
  set('description', 'Two');
  await session.save();

  await expect(session.letHost(async (draft) => {
    // What was typed before anybody heard of it is meant later.
    set('description', 'Two and more');
    await place.client.workflows.restore({ ...draft, save: kept?.save });
    throw new TypeError('Failed to fetch');
  })).rejects.toThrow('Failed to fetch');

  expect(session.get().saving.status).not.toBe('conflict');
  expect(await session.save()).toBe(true);
  expect((await place.client.workflows.get({ id })).definition).toMatchObject({ description: 'Two and more' });
});

it('what the host restores without an answer is looked at before anything is written over it', async () => {
  const id = await place.create();
  const { session, set } = await place.window(id, 'one');
  set('description', 'One');
  await session.save('Good');
  const [kept] = (await place.client.workflows.history({ id })).saves;
  set('description', 'Two');
  await session.save();

  await expect(session.letHost(async (draft) => {
    await place.client.workflows.restore({ ...draft, save: kept?.save });
    throw new TypeError('Failed to fetch');
  })).rejects.toThrow('Failed to fetch');

  expect(session.get()).toMatchObject({ definition: { description: 'One' }, saving: { status: 'saved' } });
  set('description', 'One and more');
  expect(await session.save()).toBe(true);
});
