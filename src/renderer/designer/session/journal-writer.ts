import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { HalfTyped, UnreadSource } from './designer-session.ts';
import { isWholeEntry, type JournalEntry, type SentDraft } from './journal-entry.ts';
import type { EntryRange, JournalHead, NumberedEntry, Shelf } from './journal-shelf.ts';

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
  /** Behind a whole definition: they may still be on disk, and say nothing any more. */
  #overtaken: readonly EntryRange[] = [];
  /** Noted, not on disk, and not done. */
  #pending: readonly NumberedEntry[] = [];
  #source: UnreadSource | undefined;
  #texts: ReadonlyMap<string, HalfTyped> = new Map();
  /** Something else than entries is to be brought to disk. */
  #isStale = false;
  #hasFault = false;
  #isStopped = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #chain: Promise<boolean> = Promise.resolve(true);
  readonly #sent = new Map<string, { readonly definition: JsonObject; readonly number: number }>();
  /** Journals of windows that are gone which this one holds from now on; they go when it is on disk. */
  #taken: readonly string[] = [];

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Notes a step; it is on disk a moment later. */
  note(entry: JournalEntry): void {
    if (isWholeEntry(entry)) this.#overtake();
    this.#pending = [...this.#pending, { number: this.#next, entry }];
    this.#next += 1;
    this.#soon();
  }

  /** Notes what stands in the source beside the steps; the last word takes the place of those before. */
  keepSource(source: UnreadSource | undefined): void {
    if (source === this.#source) return;
    this.#source = source;
    this.#isStale = true;
    this.#soon();
  }

  /** Notes what stands in fields beside the steps, and is no value of theirs. */
  keepTexts(texts: ReadonlyMap<string, HalfTyped>): void {
    if (texts === this.#texts) return;
    this.#texts = texts;
    this.#isStale = true;
    this.#soon();
  }

  /** Everything noted so far is on its way to the host, under this name. */
  readonly sending = async ({ write, definition }: SentDraft): Promise<boolean> => {
    if (!this.#sent.has(write)) {
      this.note({ kind: 'send', write });
      this.#sent.set(write, { definition, number: this.#next - 1 });
    }
    return this.flush();
  };

  /** The host has what was sent: its entries go, those noted since then stand on it. */
  readonly saved = (definition: JsonObject): void => {
    this.#done([...this.#sent.values()].findLast((each) => each.definition === definition)?.number ?? this.#next - 1);
    void this.flush();
  };

  /** What is on the screen stands on another draft from now on: earlier entries say nothing any more. */
  restart(definition: JsonObject): void {
    this.#done(this.#next - 1);
    this.note({ kind: 'become', definition });
    void this.flush();
  }

  /** What is noted and kept from now on holds this journal too: on disk one takes the place of the other at once. */
  takeOver(windowId: string): void {
    this.#taken = [...this.#taken, windowId];
    this.#isStale = true;
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

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.flush(), keepAfterMs);
  }

  /** A whole definition comes. What was sent stays before it: the host may have it, and it is to be known again then. */
  #overtake(): void {
    const range = { after: Math.max(this.#doneUpTo, ...[...this.#sent.values()].map(({ number }) => number)), upTo: this.#next - 1 };
    if (range.after >= range.upTo) return;
    this.#overtaken = [...this.#overtaken, range];
    this.#pending = this.#pending.filter(({ number }) => number <= range.after);
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
    const overtaken = this.#overtaken;
    const taken = this.#taken;
    const last = this.#next - 1;
    this.#isStale = false;
    try {
      await this.#parts.shelf.write({ forgetUpTo: this.#doneUpTo, overtaken, taken, head: last > this.#doneUpTo || this.#source !== undefined || this.#texts.size > 0 ? this.#head() : undefined, entries });
    } catch (error) {
      this.#isStale = true;
      if (!this.#hasFault) this.#parts.onFault(error);
      this.#hasFault = true;
      return false;
    }
    this.#hasFault = false;
    this.#overtaken = this.#overtaken.slice(overtaken.length);
    this.#taken = this.#taken.slice(taken.length);
    this.#pending = this.#pending.filter(({ number }) => number > last);
    return true;
  }

  #head(): JournalHead {
    const { revision, definition } = this.#parts.host();
    return { revision, base: definition, keptAt: new Date().toISOString(), ...(this.#source === undefined ? {} : { source: this.#source }), ...(this.#texts.size === 0 ? {} : { texts: Object.fromEntries(this.#texts) }) };
  }
}
