import { openDatabase, settled, writeThrough } from '../../../state/browser-database.ts';
import { WindowLock } from '../../../state/window-lock.ts';
import { tellAll } from '../../../../core/domain/model/tell-all.ts';

/** A text that is no revision yet. */
export interface Draft {
  readonly documentId: string;
  /** The window it is typed in. */
  readonly windowId: string;
  /** The revision it began as. */
  readonly base: number;
  readonly text: string;
  readonly keptAt: string;
}

/** The newest draft of a document that this window may go on with: its own, else one whose window is gone. */
export function draftToTake(drafts: readonly Draft[], windowId: string, isAlive: (windowId: string) => boolean): Draft | undefined {
  const own = drafts.find((draft) => draft.windowId === windowId);
  if (own !== undefined) return own;
  return drafts.filter((draft) => !isAlive(draft.windowId)).toSorted((one, other) => (one.keptAt < other.keptAt ? 1 : -1))[0];
}

const databaseName = 'aiwm.drafts';
const storeName = 'drafts';

/**
 * Drafts in the browser's own database: what is typed is there within half a second and survives a tab that is killed.
 * Each window writes under a name of its own, so that two never overwrite each other; a lock says which windows live.
 */
export class DraftShelf {
  readonly #lock = new WindowLock(databaseName);
  readonly #marked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #marks: ReadonlySet<string> = new Set();
  #database: Promise<IDBDatabase> | undefined;

  /** The draft of this document to go on with, taken over from its window where that is gone. */
  async take(documentId: string): Promise<Draft | undefined> {
    const [all, alive] = await Promise.all([this.#ofDocument(documentId), this.#lock.alive()]);
    const draft = draftToTake(all, this.#lock.windowId, (windowId) => alive.has(windowId));
    if (draft === undefined) return undefined;
    if (draft.windowId !== this.#lock.windowId) {
      await this.keep(draft);
      await this.#write((store) => store.delete([documentId, draft.windowId]));
    }
    this.#mark(documentId, true);
    return draft;
  }

  /** Puts a text aside for this window; done when it is on disk. */
  async keep(draft: Omit<Draft, 'windowId'>): Promise<void> {
    this.#mark(draft.documentId, true);
    await this.#write((store) => store.put({ ...draft, windowId: this.#lock.windowId }));
  }

  async drop(documentId: string): Promise<void> {
    this.#mark(documentId, false);
    await this.#write((store) => store.delete([documentId, this.#lock.windowId]));
  }

  /** Finds out which documents have drafts that this window could go on with. */
  async look(): Promise<void> {
    const database = await this.#open();
    const [found, alive] = await Promise.all([settled(database.transaction(storeName).objectStore(storeName).getAll()), this.#lock.alive()]);
    for (const draft of found.filter(isDraft)) if (draft.windowId === this.#lock.windowId || !alive.has(draft.windowId)) this.#mark(draft.documentId, true);
  }

  /** Says at once that a document has changes, or none any more. */
  mark(documentId: string, isUnsaved: boolean): void {
    this.#mark(documentId, isUnsaved);
  }

  /** Documents with changes that are no revision yet, as far as this window knows. */
  readonly unsaved = (): ReadonlySet<string> => this.#marks;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #mark(documentId: string, isUnsaved: boolean): void {
    if (this.#marked.has(documentId) === isUnsaved) return;
    if (isUnsaved) this.#marked.add(documentId);
    else this.#marked.delete(documentId);
    this.#marks = new Set(this.#marked);
    tellAll(this.#listeners);
  }

  #open(): Promise<IDBDatabase> {
    this.#database ??= Promise.all([openDatabase(databaseName, { [storeName]: ['documentId', 'windowId'] }), this.#lock.hold()]).then(([database]) => database);
    return this.#database;
  }

  async #ofDocument(documentId: string): Promise<readonly Draft[]> {
    const database = await this.#open();
    const found = await settled(database.transaction(storeName).objectStore(storeName).getAll(IDBKeyRange.bound([documentId], [documentId, []])));
    return found.filter(isDraft);
  }

  async #write(change: (store: IDBObjectStore) => IDBRequest): Promise<void> {
    await writeThrough(await this.#open(), [storeName], (store) => change(store(storeName)));
  }
}

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' && value !== null && 'documentId' in value && typeof value.documentId === 'string' && 'windowId' in value &&
    typeof value.windowId === 'string' && 'base' in value && typeof value.base === 'number' && 'text' in value && typeof value.text === 'string' &&
    'keptAt' in value && typeof value.keptAt === 'string'
  );
}

/** The shelf of this window. */
export const draftShelf = new DraftShelf();
