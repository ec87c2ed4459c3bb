import { describe, expect, it } from 'vitest';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import type { WorkflowView } from '../../../../src/core/domain/operations/workflows.ts';
import { allCommands } from '../../../../src/renderer/designer/commands/all-commands.ts';
import { findCommand } from '../../../../src/renderer/designer/commands/find-command.ts';
import { isOfTheArea, isPressed, readKeys } from '../../../../src/renderer/designer/commands/key-press.ts';
import { type JournalEntry, replay, replayed } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { JournalWriter } from '../../../../src/renderer/designer/session/journal-writer.ts';
import { SessionStore } from '../../../../src/renderer/designer/session/session-store.ts';
import { emptyDefinition } from '../designer-fixture.ts';
import { MemoryShelves } from './memory-shelf.ts';

const storeOf = (definition: JsonObject): SessionStore => new SessionStore({ workflow: { id: 'w', revision: 1, definition } as unknown as WorkflowView, isReadOnly: false });
const named = (value: string): Edit => ({ kind: 'set', at: 'workflow', path: ['name'], value });

describe('the state of a session', () => {
  it('selects what was made, names what undo takes back, and gives the very same object again', () => {
    const store = storeOf(emptyDefinition);

    store.edit({ kind: 'add_node', region: 'root', node: { id: 'ask', type: 'workStep', name: 'Ask' } }, false);
    expect(store.get()).toMatchObject({ selection: { nodes: ['ask'] }, undo: expect.stringContaining('Ask') });
    store.undo();

    expect(store.get().definition).toBe(emptyDefinition);
    expect(store.get()).toMatchObject({ selection: { nodes: [] }, redo: expect.stringContaining('Ask') });
    expect('undo' in store.get()).toBe(false);
  });

  it('takes back letters that go on with each other at once', () => {
    const store = storeOf(emptyDefinition);
    store.edit(named('A'), false);
    store.edit(named('Ab'), true);
    store.edit(named('Abc'), true);

    store.undo();

    expect(store.get().definition).toBe(emptyDefinition);
  });
});

describe('the journal of a session', () => {
  it('gives what stood on the screen, by edits, undo and redo, whatever of it was saved', async () => {
    const store = storeOf(emptyDefinition);
    const place = new MemoryShelves();
    const host = { revision: 1, definition: emptyDefinition };
    const journal = new JournalWriter({ shelf: place.open('one'), host: () => host, onFault: (error) => { throw error; } });
    store.onStep(({ entry }) => { journal.note(entry); });
    const left = async (): Promise<JsonObject> => {
      await journal.flush();
      return place.left('one').map(replayed)[0] ?? host.definition;
    };
    const names = 'one two three four five six seven eight'.split(' ');

    for (const [step, name] of names.entries()) {
      store.edit(named(name), false);
      if (step % 3 === 2) store.undo();
      if (step % 4 === 3) {
        const sent = store.get().definition;
        void journal.sending({ write: `one.${step}`, definition: sent });
        store.edit(named(`${name} while it was sent`), false);
        Object.assign(host, { revision: host.revision + 1, definition: sent });
        journal.saved(sent);
      }
      expect(await left()).toEqual(store.get().definition);
    }
  });

  it('has no gap where the browser refused to keep something: the next write brings it, and the person is told once', async () => {
    const store = storeOf(emptyDefinition);
    const shelves = new MemoryShelves();
    const faults: unknown[] = [];
    const journal = new JournalWriter({ shelf: shelves.open('one'), host: () => store.get().workflow, onFault: (error) => faults.push(error) });
    store.onStep(({ entry }) => { journal.note(entry); });
    shelves.gate = async () => Promise.reject(new Error('The quota is used up'));

    store.edit({ kind: 'add_node', region: 'root', node: { id: 'ask', type: 'workStep', name: 'Ask' } }, false);
    expect(await journal.flush()).toBe(false);
    store.edit({ kind: 'set', at: 'nodes.ask', path: ['name'], value: 'Better' }, false);
    expect(await journal.flush()).toBe(false);
    shelves.gate = async () => Promise.resolve();
    store.edit({ kind: 'set', at: 'nodes.ask', path: ['name'], value: 'Best' }, false);
    expect(await journal.flush()).toBe(true);

    expect(shelves.left('one').map(replayed)).toEqual([store.get().definition]);
    expect(faults).toHaveLength(1);
  });

  it('gives as much as fits together', () => {
    const edits: readonly Edit[] = [named('First'), { kind: 'set', at: 'nodes.gone', path: ['name'], value: 'x' }, named('Last')];
    const entries = edits.map((edit): JournalEntry => ({ kind: 'edit', edit }));

    expect(replay({ base: emptyDefinition, entries })).toMatchObject({ isWhole: false, steps: [{ name: 'First' }] });
  });
});

describe('keys of the designer', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
  const area = { isInArea: true, isOnNothing: false, isTyping: false, isMac: false, hasSingleKeys: true };

  it('mean one command each', () => {
    const owners = Map.groupBy(allCommands.flatMap(({ id, keys }) => keys.map((key) => ({ id, key }))), ({ key }) => key.toLowerCase());
    expect([...owners].filter(([, own]) => own.length > 1)).toEqual([]);
    expect(new Set(allCommands.map(({ id }) => id)).size).toBe(allCommands.length);
  });

  it('take nothing from a field, and single letters only where they are wanted', () => {
    const undo = press('z', { ctrlKey: true });
    expect(findCommand(allCommands, undo, area)?.id).toBe('frame.undo');
    expect(findCommand(allCommands, undo, { ...area, isTyping: true })).toBeUndefined();
    expect(findCommand(allCommands, press('s', { ctrlKey: true }), { ...area, isTyping: true })?.id).toBe('frame.checkpoint');
    expect(findCommand(allCommands, press('1', { altKey: true }), { ...area, isInArea: false, isTyping: true })?.id).toBe('frame.canvas');
    expect(findCommand(allCommands, press('o'), area)?.id).toBe('frame.outline');
    expect(findCommand(allCommands, press('o'), { ...area, isInArea: false })).toBeUndefined();
    expect(findCommand(allCommands, press('o'), { ...area, hasSingleKeys: false })).toBeUndefined();
  });

  it('follow the computer, and never are Tab', () => {
    expect(isPressed(readKeys('Mod+Z'), press('z', { metaKey: true }), true)).toBe(true);
    expect(isPressed(readKeys('Mod+Z'), press('z', { ctrlKey: true }), true)).toBe(false);
    expect(isPressed(readKeys('Alt+L'), press('¬', { altKey: true, code: 'KeyL' }), true)).toBe(true);
    expect(isOfTheArea(readKeys('Delete'))).toBe(true);
    expect(allCommands.flatMap(({ keys }) => keys).filter((keys) => readKeys(keys).key === 'Tab')).toEqual([]);
  });
});
