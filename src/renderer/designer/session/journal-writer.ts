import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalHead, JournalShelf, NumberedEntry } from './journal-shelf.ts';

/** How far typing may run ahead of what is on disk. */
const keepAfterMs = 150;

export interface WriterParts {
  readonly shelf: Pick<JournalShelf, 'keep' | 'settle'>;
  /** What the host has: the head entries stand on. */
  readonly host: () => { readonly revision: number; readonly definition: JsonObject };
  readonly onFault: (error: unknown) => void;
}

/** Writes down every step in this browser before the host has it, in the order it was done. */
export class JournalWriter {
  readonly #parts: WriterParts;
  #next = 1;
  #unwritten: readonly NumberedEntry[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #chain: Promise<void> = Promise.resolve();
  readonly #sent = new Map<JsonObject, number>();

  constructor(parts: WriterParts) {
    this.#parts = parts;
  }

  /** Notes a step; it is on disk a moment later. */
  note(entry: JournalEntry): void {
    this.#unwritten = [...this.#unwritten, { number: this.#next, entry }];
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
    const upTo = this.#sent.get(definition) ?? this.#next - 1;
    this.#sent.clear();
    this.#settle(upTo);
  };

  /** What is on the screen stands on another draft from now on: earlier entries say nothing any more. */
  restart(definition: JsonObject): void {
    this.#sent.clear();
    this.note({ kind: 'become', definition });
    void this.flush();
    this.#settle(this.#next - 2);
  }

  /** Writes what is noted now: the page may go away. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#unwritten;
    if (batch.length === 0) return this.#chain;
    this.#unwritten = [];
    const head = this.#head();
    return this.#queue(async () => this.#parts.shelf.keep(head, batch));
  }

  #settle(upTo: number): void {
    this.#unwritten = this.#unwritten.filter(({ number }) => number > upTo);
    const rest = this.#next - 1 > upTo ? this.#head() : undefined;
    void this.#queue(async () => this.#parts.shelf.settle(upTo, rest));
  }

  #head(): JournalHead {
    const { revision, definition } = this.#parts.host();
    return { revision, base: definition, keptAt: new Date().toISOString() };
  }

  async #queue(act: () => Promise<void>): Promise<void> {
    this.#chain = this.#chain.then(act).catch(this.#parts.onFault);
    return this.#chain;
  }
}
