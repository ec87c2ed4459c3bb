import { isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { keptOpen, settled, writeThrough } from '../../state/browser-database.ts';
import { WindowLock } from '../../state/window-lock.ts';
import type { UnreadSource } from './designer-session.ts';
import type { EditJournal, HalfTexts, JournalEntry } from './journal-entry.ts';

/** What a journal stands on. */
export interface JournalHead {
  readonly revision: number;
  readonly base: JsonObject;
  readonly keptAt: string;
  /** What stands in the source and is no workflow. */
  readonly source?: UnreadSource | undefined;
  /** What stands in fields and is no value. */
  readonly texts?: HalfTexts | undefined;
}

export interface NumberedEntry {
  /** Grows by one from entry to entry of a window. */
  readonly number: number;
  readonly entry: JournalEntry;
}

/** Entries of a window by their numbers: those after one, up to another. */
export interface EntryRange {
  readonly after: number;
  readonly upTo: number;
}

/** How a journal on disk becomes another. */
export interface JournalChange {
  /** Entries up to this number go. */
  readonly forgetUpTo: number;
  /** More that go. */
  readonly overtaken: readonly EntryRange[];
  /** Windows that are gone, whose journals go. */
  readonly taken: readonly string[];
  /** What all entries stand on from then on; absent where nothing is kept. */
  readonly head: JournalHead | undefined;
  /** Those that come. */
  readonly entries: readonly NumberedEntry[];
}

/** Where the journals of one workflow are kept. */
export type Shelf = Pick<JournalShelf, 'write' | 'abandoned' | 'claim' | 'drop' | 'dropOwn' | 'release'>;

/** Which data directory journals are of: hosts of several may be at one address, one after the other. */
export type JournalPlace = () => Promise<string>;

const prefix = 'aiwm.designer';
const keys = { heads: ['workflowId', 'windowId'], entries: ['workflowId', 'windowId', 'number'] } as const;
const databases = new Map<string, () => Promise<IDBDatabase>>();

/** Each data directory has a database of its own. */
async function databaseOf(place: JournalPlace): Promise<IDBDatabase> {
  const name = `${prefix}:${await place()}`;
  const open = databases.get(name) ?? keptOpen(name, keys);
  databases.set(name, open);
  return open();
}

/** Forgets what closed windows left of a workflow that is gone. */
export async function forgetLeftBehind(place: JournalPlace, workflowId: string): Promise<void> {
  const shelf = new JournalShelf(place, workflowId);
  for (const { windowId } of await shelf.abandoned()) await shelf.drop(windowId);
  shelf.release();
}

/** What closed windows left of workflows that are none of these, the last one first. */
export async function journalsOfDeleted(place: JournalPlace, known: ReadonlySet<string>): Promise<readonly EditJournal[]> {
  const ids = await settled<IDBValidKey[]>((await databaseOf(place)).transaction('heads').objectStore('heads').getAllKeys());
  const gone = new Set(ids.flatMap((key) => (Array.isArray(key) && typeof key[0] === 'string' && !known.has(key[0]) ? [key[0]] : [])));
  const all = await Promise.all([...gone].map(async (workflowId) => {
    const shelf = new JournalShelf(place, workflowId);
    const left = await shelf.abandoned();
    shelf.release();
    return left;
  }));
  return all.flat().filter(({ entries, source, texts }) => entries.length > 0 || source !== undefined || texts !== undefined).toSorted(newestFirst);
}

/** Forgets one of them. */
export async function forgetJournal(place: JournalPlace, { workflowId, windowId }: Pick<EditJournal, 'workflowId' | 'windowId'>): Promise<void> {
  const shelf = new JournalShelf(place, workflowId);
  await shelf.drop(windowId);
  shelf.release();
}

/** Journals in the browser's own database: each open designer writes one under a name of its own, and finds those left behind. */
export class JournalShelf {
  readonly #place: JournalPlace;
  readonly #workflowId: string;
  readonly #lock = new WindowLock(prefix);

  constructor(place: JournalPlace, workflowId: string) {
    this.#place = place;
    this.#workflowId = workflowId;
  }

  /** All of it or nothing: a journal on disk has no gap, and its head is what its entries stand on. */
  async write({ forgetUpTo, overtaken, taken, head, entries }: JournalChange): Promise<void> {
    const [workflowId, windowId] = [this.#workflowId, this.#lock.windowId];
    const own = [workflowId, windowId];
    await this.#write((store) => {
      store('entries').delete(IDBKeyRange.bound(own, [...own, forgetUpTo]));
      for (const { after, upTo } of overtaken) store('entries').delete(IDBKeyRange.bound([...own, after], [...own, upTo], true));
      for (const each of entries) store('entries').put({ ...each, workflowId, windowId });
      if (head === undefined) store('heads').delete(own);
      else store('heads').put({ ...head, workflowId, windowId });
      for (const gone of taken) forget(store, [workflowId, gone]);
    });
  }

  /** Journals whose windows are gone, the last one first. */
  async abandoned(): Promise<readonly EditJournal[]> {
    // One that closes while this is read may have written its last meanwhile; one that opens has a living window only after.
    const before = await this.#lock.alive();
    const transaction = (await databaseOf(this.#place)).transaction(['heads', 'entries']);
    const range = IDBKeyRange.bound([this.#workflowId], [this.#workflowId, []]);
    const [heads, rows] = await Promise.all([settled<unknown[]>(transaction.objectStore('heads').getAll(range)), settled<unknown[]>(transaction.objectStore('entries').getAll(range))]);
    const after = await this.#lock.alive();
    const entries = rows.filter(isRow);
    return heads
      .filter(isHead)
      .filter(({ windowId }) => !before.has(windowId) && !after.has(windowId))
      .map((head) => ({ ...head, workflowId: this.#workflowId, entries: entries.filter(({ windowId }) => windowId === head.windowId).map(({ entry }) => entry) }))
      .toSorted(newestFirst);
  }

  /** From now on nobody else takes this journal of a window that is gone, until it is let go of. Undefined where it is another's, or no more. */
  async claim(windowId: string): Promise<(() => void) | undefined> {
    const letGo = await this.#lock.stepIn(windowId);
    if (letGo === undefined) return undefined;
    const key = await settled((await databaseOf(this.#place)).transaction('heads').objectStore('heads').getKey([this.#workflowId, windowId]));
    if (key !== undefined) return letGo;
    letGo();
    return undefined;
  }

  /** Forgets the journal of a window that is gone. */
  async drop(windowId: string): Promise<void> {
    await this.#write((store) => { forget(store, [this.#workflowId, windowId]); });
  }

  /** Forgets what this designer noted. */
  async dropOwn(): Promise<void> {
    await this.drop(this.#lock.windowId);
  }

  /** This designer is closed: what it noted and the host does not have may be taken over. */
  release(): void {
    this.#lock.release();
  }

  /** Nothing is kept before the lock is held: what has no living window counts as left behind. */
  async #write(change: (store: (name: string) => IDBObjectStore) => void): Promise<void> {
    await this.#lock.hold();
    await writeThrough(await databaseOf(this.#place), ['heads', 'entries'], change);
  }
}

function forget(store: (name: string) => IDBObjectStore, own: readonly [string, string]): void {
  store('heads').delete([...own]);
  store('entries').delete(IDBKeyRange.bound([...own], [...own, []]));
}

function newestFirst(one: EditJournal, other: EditJournal): number {
  return one.keptAt < other.keptAt ? 1 : -1;
}

function isHead(value: unknown): value is JournalHead & { readonly windowId: string } {
  return isRecord(value) && typeof value['windowId'] === 'string' && typeof value['revision'] === 'number' && isRecord(value['base']) && typeof value['keptAt'] === 'string' && (value['source'] === undefined || isSource(value['source'])) && (value['texts'] === undefined || isTexts(value['texts']));
}

function isSource(value: unknown): boolean {
  return isRecord(value) && typeof value['text'] === 'string' && isRecord(value['base']);
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((half) => isRecord(half) && ['text', 'over', 'label', 'where'].every((key) => typeof half[key] === 'string'));
}

function isRow(value: unknown): value is NumberedEntry & { readonly windowId: string } {
  return isRecord(value) && typeof value['windowId'] === 'string' && typeof value['number'] === 'number' && isEntry(value['entry']);
}

function isEntry(value: Json | undefined): boolean {
  if (!isJsonObject(value)) return false;
  const { kind, definition, edit, write } = value;
  return kind === 'become' ? isJsonObject(definition) : kind === 'send' ? typeof write === 'string' : kind === 'edit' && isJsonObject(edit);
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
