import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalHead, NumberedEntry, Shelf } from './journal-shelf.ts';

/** How far typing may run ahead of what is on disk. */
const keepAfterMs = 150;

export interface WriterParts {
  readonly shelf: Pick<Shelf, 'write'>;
  /** What the host has: the head entries stand on. */
  readonly host: () => { readonly revision: number; readonly definition: JsonObject };
  /** Told once until writing works again. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Writes down every step in this browser before the host has it, in the order it was done. What is on disk always is a head
 * and every entry since then, up to some entry: whatever a write does not bring to disk, the next one brings.
 */
export class JournalWriter {
  readonly #parts: WriterParts;
  #next = 1;
  /** The host has the entries up to this one, or they say nothing any more. */
  #doneUpTo = 0;
  /** Noted, not on disk, and not done. */
  #pending: readonly NumberedEntry[] = [];
  /** Something else than entries is to be brought to disk. */
  #isStale = false;
  #hasFault = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #chain: Promise<boolean> = Promise.resolve(true);
  readonly #sent = new Map<JsonObject, number>();

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Notes a step; it is on disk a moment later. */
  note(entry: JournalEntry): void {
    this.#pending = [...this.#pending, { number: this.#next, entry }];
    this.#next += 1;
    this.#timer ??= setTimeout(() => void this.flush(), keepAfterMs);
  }

  /** Everything noted so far is on its way to the host. */
  readonly sending = (definition: JsonObject): void => {
    void this.flush();
    this.#sent.set(definition, this.#next - 1);
  };

  /** The host has what was sent: its entries go, those noted since then stand on it. */
  readonly saved = (definition: JsonObject): void => {
    this.#done(this.#sent.get(definition) ?? this.#next - 1);
    void this.flush();
  };

  /** What is on the screen stands on another draft from now on: earlier entries say nothing any more. */
  restart(definition: JsonObject): void {
    this.#done(this.#next - 1);
    this.note({ kind: 'become', definition });
    void this.flush();
  }

  /** Writes what is noted now: the page may go away. False where the browser did not keep it. */
  async flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#chain = this.#chain.then(async () => this.#write());
    return this.#chain;
  }

  /** Nothing is written any more; done when nothing is being written. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#chain;
  }

  #done(upTo: number): void {
    this.#sent.clear();
    this.#doneUpTo = Math.max(this.#doneUpTo, upTo);
    this.#pending = this.#pending.filter(({ number }) => number > upTo);
    this.#isStale = true;
  }

  async #write(): Promise<boolean> {
    if (this.#isStopped || (this.#pending.length === 0 && !this.#isStale)) return true;
    const entries = this.#pending;
    const last = this.#next - 1;
    this.#isStale = false;
    try {
      await this.#parts.shelf.write({ forgetUpTo: this.#doneUpTo, head: last > this.#doneUpTo ? this.#head() : undefined, entries });
    } catch (error) {
      this.#isStale = true;
      if (!this.#hasFault) this.#parts.onFault(error);
      this.#hasFault = true;
      return false;
    }
    this.#hasFault = false;
    this.#pending = this.#pending.filter(({ number }) => number > last);
    return true;
  }

  #head(): JournalHead {
    const { revision, definition } = this.#parts.host();
    return { revision, base: definition, keptAt: new Date().toISOString() };
  }
}
