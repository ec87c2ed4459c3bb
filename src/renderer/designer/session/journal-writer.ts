import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { JournalEntry } from './journal-entry.ts';
import type { JournalHead, JournalShelf, NumberedEntry } from './journal-shelf.ts';

/** How far typing may run ahead of what is on disk. */
const keepAfterMs = 150;

export interface JournalWriter {
  /** Notes a step; it is on disk a moment later. */
  readonly note: (entry: JournalEntry) => void;
  /** Everything noted so far is on its way to the host. */
  readonly sending: (definition: JsonObject) => void;
  /** The host has what was sent: its entries go, those noted since then stand on it. */
  readonly saved: (definition: JsonObject) => void;
  /** What is on the screen stands on another draft from now on: earlier entries say nothing any more. */
  readonly restart: (definition: JsonObject) => void;
  /** Writes what is noted now: the page may go away. */
  readonly flush: () => Promise<void>;
}

export interface WriterParts {
  readonly shelf: Pick<JournalShelf, 'keep' | 'settle'>;
  /** What the host has: the head entries stand on. */
  readonly host: () => { readonly revision: number; readonly definition: JsonObject };
  readonly onFault: (error: unknown) => void;
}

/** Writes down every step in this browser before the host has it, in the order it was done. */
export function createJournalWriter({ shelf, host, onFault }: WriterParts): JournalWriter {
  let next = 1;
  let unwritten: NumberedEntry[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let chain: Promise<void> = Promise.resolve();
  const sent = new Map<JsonObject, number>();

  const head = (): JournalHead => {
    const { revision, definition } = host();
    return { revision, base: definition, keptAt: new Date().toISOString() };
  };
  const queue = async (act: () => Promise<void>): Promise<void> => {
    chain = chain.then(act).catch(onFault);
    return chain;
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const batch = unwritten;
    if (batch.length === 0) return chain;
    unwritten = [];
    const on = head();
    return queue(() => shelf.keep(on, batch));
  };
  const note = (entry: JournalEntry): void => {
    unwritten.push({ number: next, entry });
    next += 1;
    timer ??= setTimeout(() => void flush(), keepAfterMs);
  };
  const settle = (upTo: number): void => {
    unwritten = unwritten.filter(({ number }) => number > upTo);
    const rest = next - 1 > upTo ? head() : undefined;
    void queue(() => shelf.settle(upTo, rest));
  };

  return {
    note,
    sending(definition) {
      void flush();
      sent.set(definition, next - 1);
    },
    saved(definition) {
      const upTo = sent.get(definition) ?? next - 1;
      sent.clear();
      settle(upTo);
    },
    restart(definition) {
      sent.clear();
      note({ kind: 'become', definition });
      void flush();
      settle(next - 2);
    },
    flush,
  };
}
