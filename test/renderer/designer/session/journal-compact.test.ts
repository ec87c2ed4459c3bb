import { afterEach, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';
import { replay, replayed } from '../../../../src/renderer/designer/session/journal-entry.ts';
import { JournalWriter } from '../../../../src/renderer/designer/session/journal-writer.ts';
import { keptOpen } from '../../../../src/renderer/state/browser-database.ts';
import { emptyDefinition } from '../designer-fixture.ts';
import { MemoryShelves } from './memory-shelf.ts';

afterEach(() => { vi.unstubAllGlobals(); });

function open() {
  const shelves = new MemoryShelves();
  const journal = new JournalWriter({ shelf: shelves.open('one'), host: () => ({ revision: 1, definition: emptyDefinition }), onFault: (error) => { throw error; } });
  const whole = (name: string): JsonObject => ({ ...emptyDefinition, name });
  const source = (name: string): void => { journal.note({ kind: 'edit', edit: { kind: 'replace', act: 'source', definition: whole(name) } }); };
  return { shelves, journal, whole, source };
}

it('a whole definition takes the place of everything before it, on disk and on its way there', async () => {
  const { shelves, journal, whole, source } = open();
  source('a');
  source('ab');
  await journal.flush();
  source('abc');
  journal.note({ kind: 'become', definition: whole('abcd') });
  journal.note({ kind: 'edit', edit: { kind: 'set', at: 'workflow', path: ['description'], value: 'after it' } });
  await journal.flush();

  expect(shelves.left('one')).toMatchObject([{ entries: [{ kind: 'become' }, { kind: 'edit' }] }]);
  expect(shelves.left('one').map(replayed)).toMatchObject([{ name: 'abcd', description: 'after it' }]);
});

it('what was sent is kept before it, for the host may have it', async () => {
  const { shelves, journal, whole, source } = open();
  source('a');
  source('sent');
  void journal.sending({ write: 'one.1', definition: whole('sent') });
  source('b');
  await journal.flush();
  source('last');
  await journal.flush();

  const [left] = shelves.left('one');
  expect(left?.entries.map((entry) => (entry.kind === 'edit' && entry.edit.kind === 'replace' ? entry.edit.definition['name'] : entry.kind))).toEqual(['sent', 'send', 'last']);
  expect(left === undefined ? [] : replay(left).sent).toMatchObject([{ write: 'one.1', definition: { name: 'sent' } }]);
});

it('once it begins anew only what stands there is kept, and once it is stopped nothing more', async () => {
  const { shelves, journal, whole, source } = open();
  journal.note({ kind: 'edit', edit: { kind: 'set', at: 'workflow', path: ['description'], value: 'before' } });
  void journal.sending({ write: 'one.1', definition: whole('before') });
  await journal.flush();
  journal.restart(whole('anew'));
  await journal.flush();
  expect(shelves.left('one')).toMatchObject([{ entries: [{ kind: 'become', definition: { name: 'anew' } }] }]);

  await journal.stop();
  source('too late');
  await journal.flush();

  expect(shelves.left('one').map(replayed)).toMatchObject([{ name: 'anew' }]);
});

it('a write the browser refused takes nothing from the next one', async () => {
  const shelves = new MemoryShelves();
  const faults: unknown[] = [];
  const journal = new JournalWriter({ shelf: shelves.open('one'), host: () => ({ revision: 1, definition: emptyDefinition }), onFault: (error) => faults.push(error) });
  const source = (name: string): void => { journal.note({ kind: 'edit', edit: { kind: 'replace', act: 'source', definition: { ...emptyDefinition, name } } }); };
  source('a');
  await journal.flush();
  shelves.gate = async () => Promise.reject(new Error('The quota is used up'));
  source('ab');
  expect(await journal.flush()).toBe(false);
  shelves.gate = async () => Promise.resolve();
  source('abc');
  expect(await journal.flush()).toBe(true);

  expect(shelves.left('one')).toMatchObject([{ entries: [{ edit: { definition: { name: 'abc' } } }] }]);
});

it('a database that cannot be opened, was closed by the browser or is to be changed by another page is opened anew', async () => {
  const given: EventTarget[] = [];
  const answers = ['error', 'success', 'success', 'success'];
  vi.stubGlobal('indexedDB', {
    open() {
      const closed = { count: 0 };
      const database = Object.assign(new EventTarget(), { close: () => { closed.count += 1; }, closed });
      const request = Object.assign(new EventTarget(), { result: database, error: new Error('The disk is full') });
      const answer = answers.shift() ?? '';
      queueMicrotask(() => request.dispatchEvent(new Event(answer)));
      if (answer === 'success') given.push(database);
      return request;
    },
  });
  const database = keptOpen('tried', { rows: ['id'] });

  await expect(database()).rejects.toThrow('The disk is full');
  expect(await database()).toBe(given[0]);
  expect(await database()).toBe(given[0]);
  given[0]?.dispatchEvent(new Event('close'));
  expect(await database()).toBe(given[1]);
  given[1]?.dispatchEvent(new Event('versionchange'));
  expect(given[1]).toMatchObject({ closed: { count: 1 } });
  expect(await database()).toBe(given[2]);
});
