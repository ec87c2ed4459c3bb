import { isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { openDatabase, settled, writeThrough } from '../../state/browser-database.ts';
import { WindowLock } from '../../state/window-lock.ts';
import type { EditJournal, JournalEntry } from './journal-entry.ts';

/** What a journal stands on. */
export interface JournalHead {
  readonly revision: number;
  readonly base: JsonObject;
  readonly keptAt: string;
}

export interface NumberedEntry {
  /** Grows by one from entry to entry of a window. */
  readonly number: number;
  readonly entry: JournalEntry;
}

/** How a journal on disk becomes another. */
export interface JournalChange {
  /** Entries up to this number go. */
  readonly forgetUpTo: number;
  /** What all entries stand on from then on; absent where there are none. */
  readonly head: JournalHead | undefined;
  /** Those that come. */
  readonly entries: readonly NumberedEntry[];
}

/** Where the journals of one workflow are kept. */
export type Shelf = Pick<JournalShelf, 'write' | 'abandoned' | 'drop' | 'dropOwn' | 'release'>;

const databaseName = 'aiwm.designer';
const keys = { heads: ['workflowId', 'windowId'], entries: ['workflowId', 'windowId', 'number'] } as const;
let opened: Promise<IDBDatabase> | undefined;

async function database(): Promise<IDBDatabase> {
  opened ??= openDatabase(databaseName, keys);
  return opened;
}

/** Journals in the browser's own database: each open designer writes one under a name of its own, and finds those left behind. */
export class JournalShelf {
  readonly #workflowId: string;
  readonly #lock = new WindowLock(databaseName);

  constructor(workflowId: string) {
    this.#workflowId = workflowId;
  }

  /** All of it or nothing: a journal on disk has no gap, and its head is what its entries stand on. */
  async write({ forgetUpTo, head, entries }: JournalChange): Promise<void> {
    const [workflowId, windowId] = [this.#workflowId, this.#lock.windowId];
    const own = [workflowId, windowId];
    await this.#write((store) => {
      store('entries').delete(IDBKeyRange.bound(own, [...own, forgetUpTo]));
      for (const each of entries) store('entries').put({ ...each, workflowId, windowId });
      if (head === undefined) store('heads').delete(own);
      else store('heads').put({ ...head, workflowId, windowId });
    });
  }

  /** Journals whose windows are gone, the last one first. */
  async abandoned(): Promise<readonly EditJournal[]> {
    const transaction = (await database()).transaction(['heads', 'entries']);
    const range = IDBKeyRange.bound([this.#workflowId], [this.#workflowId, []]);
    const [heads, rows] = await Promise.all([settled<unknown[]>(transaction.objectStore('heads').getAll(range)), settled<unknown[]>(transaction.objectStore('entries').getAll(range))]);
    const alive = await this.#lock.alive();
    const entries = rows.filter(isRow);
    return heads
      .filter(isHead)
      .filter(({ windowId }) => !alive.has(windowId))
      .map((head) => ({ ...head, workflowId: this.#workflowId, entries: entries.filter(({ windowId }) => windowId === head.windowId).map(({ entry }) => entry) }))
      .toSorted((one, other) => (one.keptAt < other.keptAt ? 1 : -1));
  }

  /** Forgets the journal of a window that is gone. */
  async drop(windowId: string): Promise<void> {
    await this.#write((store) => {
      store('heads').delete([this.#workflowId, windowId]);
      store('entries').delete(IDBKeyRange.bound([this.#workflowId, windowId], [this.#workflowId, windowId, []]));
    });
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
    await writeThrough(await database(), ['heads', 'entries'], change);
  }
}

function isHead(value: unknown): value is JournalHead & { readonly windowId: string } {
  return isRecord(value) && typeof value['windowId'] === 'string' && typeof value['revision'] === 'number' && isRecord(value['base']) && typeof value['keptAt'] === 'string';
}

function isRow(value: unknown): value is NumberedEntry & { readonly windowId: string } {
  return isRecord(value) && typeof value['windowId'] === 'string' && typeof value['number'] === 'number' && isEntry(value['entry']);
}

function isEntry(value: Json | undefined): boolean {
  if (!isJsonObject(value)) return false;
  return value['kind'] === 'become' ? isJsonObject(value['definition']) : value['kind'] === 'edit' && isJsonObject(value['edit']);
}

function isRecord(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null;
}
