import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { DraftSaver } from '../../../../src/renderer/designer/session/draft-saver.ts';
import type { SaverParts } from '../../../../src/renderer/designer/session/saver-parts.ts';
import { replayed } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { JournalWriter } from '../../../../src/renderer/designer/session/journal-writer.ts';
import { SessionStore } from '../../../../src/renderer/designer/session/session-store.ts';
import { normalDefinition } from '../../../../src/core/domain/model/definition/normal-definition.ts';
import { emptyDefinition } from '../designer-fixture.ts';
import { MemoryShelves } from './memory-shelf.ts';

beforeEach(() => { vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }); });
afterEach(() => { vi.useRealTimers(); });

/** As a host gives it. */
const begun = normalDefinition(emptyDefinition);

/** A window on a draft that is kept here: `wire.isDown` cuts it off, and `wire.gate` holds every call back. */
function open() {
  const draft = { now: { id: 'w', revision: 1, definition: begun } as unknown as WorkflowView };
  const wire = { isDown: false, refusal: undefined as AppError | undefined, gate: Promise.resolve(), asked: 0, most: 0, underWay: 0, written: [] as JsonObject[], notes: [] as (string | undefined)[] };
  const told: string[] = [];
  const call = async <Value>(answer: () => Value): Promise<Value> => {
    wire.asked += 1;
    wire.underWay += 1;
    wire.most = Math.max(wire.most, wire.underWay);
    try {
      await wire.gate;
      if (wire.isDown) throw new TypeError('Failed to fetch');
      if (wire.refusal !== undefined) throw wire.refusal;
      return answer();
    } finally {
      wire.underWay -= 1;
    }
  };
  const write = (definition: JsonObject): WorkflowView => {
    draft.now = { ...draft.now, definition, revision: draft.now.revision + 1 };
    wire.written.push(definition);
    return draft.now;
  };
  const workflows = {
    update: async ({ definition, revision, note }: { readonly definition: JsonObject; readonly revision: number; readonly note?: string }) => call(() => {
      if (revision !== draft.now.revision) throw new AppError('version_conflict', 'The draft has changed.');
      wire.notes.push(note);
      return write(definition);
    }),
    get: async () => call(() => draft.now),
  } as unknown as SaverParts['workflows'];
  const store = new SessionStore({ workflow: draft.now, isReadOnly: false });
  const shelves = new MemoryShelves();
  const journal = new JournalWriter({ shelf: shelves.open('one'), host: () => store.get().workflow, onFault: (error) => { throw error; } });
  const notices = { tookTheirs: () => { told.push('took theirs'); }, merged: () => { told.push('merged'); }, conflict: () => { told.push('conflict'); }, failed: () => { told.push('failed'); }, recovered: () => { told.push('recovered'); }, gone: () => { told.push('gone'); } };
  const saver = new DraftSaver({ store, workflows, notices, onSaved: journal.saved, onSending: journal.sending, onRebased: () => { journal.restart(store.get().definition); } });
  store.onStep(({ entry }) => {
    journal.note(entry);
    saver.later(400);
  });
  const type = (field: string, value: string): void => { store.edit({ kind: 'set', at: 'workflow', path: [field], value }, true); };
  return { draft, wire, told, store, saver, shelves, journal, write, type };
}

describe('when a draft is written', () => {
  it('is after a rest, and in typing without one after two seconds all the same', async () => {
    const { wire, type } = open();
    type('name', 'one');
    await vi.advanceTimersByTimeAsync(390);
    expect(wire.written).toEqual([]);
    await vi.advanceTimersByTimeAsync(20);
    expect(wire.written).toMatchObject([{ name: 'one' }]);

    for (let letters = 1; letters <= 20; letters += 1) {
      type('name', 'x'.repeat(letters));
      // oxlint-disable-next-line no-await-in-loop -- one letter after the other
      await vi.advanceTimersByTimeAsync(110);
    }
    expect(wire.written).toHaveLength(2);
  });

  it('is again and again where the host does not answer, with longer pauses, and told once', async () => {
    const { wire, told, type, draft } = open();
    wire.isDown = true;
    type('name', 'kept');
    await vi.advanceTimersByTimeAsync(400);
    expect(wire.asked).toBe(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(wire.asked).toBe(2);
    await vi.advanceTimersByTimeAsync(1900);
    expect(wire.asked).toBe(2);
    type('name', 'kept, and more');
    await vi.advanceTimersByTimeAsync(100);
    expect(wire.asked).toBe(3);
    wire.isDown = false;
    await vi.advanceTimersByTimeAsync(4000);

    expect(draft.now.definition).toMatchObject({ name: 'kept, and more' });
    expect(told).toEqual(['failed', 'recovered']);
  });

  it('is not sooner because somebody types on while the host does not answer', async () => {
    const { wire, type } = open();
    wire.isDown = true;
    type('name', 'kept');
    await vi.advanceTimersByTimeAsync(1500);
    expect(wire.asked).toBe(2);

    for (let letters = 1; letters <= 15; letters += 1) {
      type('name', 'x'.repeat(letters));
      // oxlint-disable-next-line no-await-in-loop -- one letter after the other
      await vi.advanceTimersByTimeAsync(100);
    }

    expect(wire.asked).toBe(2);
  });

  it('is by itself once a conflict was decided', async () => {
    const { wire, saver, store, type, write } = open();
    type('name', 'By one');
    write({ ...begun, name: 'By the other' });
    expect(await saver.now()).toBe(false);
    wire.written.length = 0;

    store.become({ ...store.get().definition, name: 'By both' }, 'merge');
    saver.decided();
    // Longer than the write takes, shorter than any rest of a person.
    await vi.advanceTimersByTimeAsync(100);

    expect(wire.written).toMatchObject([{ name: 'By both' }]);
  });

  it('stands on the number a published draft has, in the journal as well, and nobody is told of a change', async () => {
    const { told, saver, type, draft, shelves, journal } = open();
    type('name', 'By one');
    draft.now = { ...draft.now, revision: 7, version: 1, status: 'published' };

    await saver.look();
    await journal.flush();

    expect(told).toEqual([]);
    expect(shelves.left('one')).toMatchObject([{ revision: 7, entries: [{ kind: 'become' }] }]);
    expect(await saver.now()).toBe(true);
    draft.now = { ...draft.now, revision: draft.now.revision + 1, version: 2 };
    await saver.look();
    expect(told).toEqual([]);
  });

  it('keeps the note of a checkpoint where the draft was another one at first', async () => {
    const { wire, saver, type, write } = open();
    type('name', 'By one');
    write({ ...begun, description: 'By the other' });

    expect(await saver.now('Good')).toBe(true);

    expect(wire.notes.filter((note) => note === 'Good')).toHaveLength(1);
  });

  it('is not again where the host will always refuse it, but once it is another', async () => {
    const { wire, told, type, store, saver } = open();
    wire.refusal = new AppError('input_invalid', 'The body is too large.');
    type('name', 'far too long');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wire.asked).toBe(1);
    expect(store.get().saving).toMatchObject({ status: 'failed', isTriedAgain: false });
    expect(told).toEqual(['failed']);
    store.undo();
    expect(saver.isUnsaved()).toBe(false);
    wire.refusal = undefined;
    type('name', 'short');
    await vi.advanceTimersByTimeAsync(400);
    expect(wire.written).toMatchObject([{ name: 'short' }]);
    expect(store.get().saving.status).toBe('saved');
  });

  it('is no more once the workflow is deleted: that is told once, by whomever it is found', async () => {
    const { wire, told, type, store, saver } = open();
    wire.refusal = new AppError('not_found', 'There is no such workflow.');
    type('name', 'too late');
    await vi.advanceTimersByTimeAsync(60_000);
    type('name', 'much too late');
    await saver.look();
    expect(await saver.now()).toBe(false);
    await vi.advanceTimersByTimeAsync(60_000);

    expect(wire.asked).toBe(1);
    expect(store.get()).toMatchObject({ saving: { status: 'gone' }, definition: { name: 'much too late' } });
    await saver.deleted('user:mary');
    expect(store.get().saving).toEqual({ status: 'gone', by: 'user:mary' });
    expect(saver.isUnsaved()).toBe(true);
    expect(told).toEqual(['gone']);
  });

  it('is no more once a person stopped it, until the next edit', async () => {
    const { wire, saver, type } = open();
    wire.isDown = true;
    type('name', 'kept');
    await vi.advanceTimersByTimeAsync(400);
    saver.stopTrying();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(wire.asked).toBe(1);
    wire.isDown = false;
    type('name', 'kept on');
    await vi.advanceTimersByTimeAsync(400);
    expect(wire.written).toMatchObject([{ name: 'kept on' }]);
  });

  it('is by one call at a time, whoever asks', async () => {
    const { wire, saver, type } = open();
    const gate = Promise.withResolvers<void>();
    wire.gate = gate.promise;
    type('name', 'one');
    const all = [saver.now(), saver.look(), saver.now('A note'), saver.look()];
    await vi.advanceTimersByTimeAsync(5000);
    gate.resolve();
    await Promise.all(all);

    expect(wire.asked).toBeGreaterThan(3);
    expect(wire.most).toBe(1);
  });
});

describe('while another draft is looked at', () => {
  it('what is unsaved stands on that draft afterwards, in the journal as well, and is written by itself', async () => {
    const { wire, saver, shelves, journal, write, draft, type, store } = open();
    type('name', 'By one');
    write({ ...begun, description: 'By the other' });
    wire.written.length = 0;

    await saver.look();
    await journal.flush();

    const [left] = shelves.left('one');
    expect(left).toMatchObject({ revision: 2, base: { description: 'By the other' } });
    expect(left === undefined ? {} : replayed(left)).toEqual(store.get().definition);
    expect(left?.entries).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(0);
    expect(wire.written).toMatchObject([{ name: 'By one', description: 'By the other' }]);
    expect(draft.now.definition).toMatchObject({ name: 'By one', description: 'By the other' });
  });
});
