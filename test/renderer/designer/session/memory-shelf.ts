import type { EditJournal, JournalEntry } from '../../../../src/renderer/designer/session/journal-entry.ts';
import type { JournalChange, JournalHead, Shelf } from '../../../../src/renderer/designer/session/journal-shelf.ts';

interface KeptJournal {
  readonly head: JournalHead | undefined;
  readonly entries: ReadonlyMap<number, JournalEntry>;
}

/** What the shelves of one browser hold, and which windows live; `gate` is passed before anything is written. */
export class MemoryShelves {
  readonly journals = new Map<string, KeptJournal>();
  readonly alive = new Set<string>();
  gate: (windowId: string) => Promise<void> = async () => Promise.resolve();

  open(windowId: string): Shelf {
    this.alive.add(windowId);
    return {
      write: async (change) => {
        await this.gate(windowId);
        this.#write(windowId, change);
      },
      abandoned: async () => Promise.resolve([...this.journals.keys()].filter((id) => !this.alive.has(id)).flatMap((id) => this.left(id))),
      claim: async (id) => {
        if (this.alive.has(id) || !this.journals.has(id)) return Promise.resolve(undefined);
        this.alive.add(id);
        return Promise.resolve(() => { this.alive.delete(id); });
      },
      drop: async (id) => {
        this.journals.delete(id);
        return Promise.resolve();
      },
      dropOwn: async () => {
        this.journals.delete(windowId);
        return Promise.resolve();
      },
      release: () => { this.alive.delete(windowId); },
    };
  }

  /** What a window would leave behind now. */
  left(windowId: string): readonly EditJournal[] {
    const { head, entries } = this.journals.get(windowId) ?? { head: undefined, entries: new Map<number, JournalEntry>() };
    return head === undefined ? [] : [{ workflowId: 'w', windowId, ...head, entries: [...entries].toSorted(([one], [other]) => one - other).map(([, entry]) => entry) }];
  }

  #write(windowId: string, { forgetUpTo, overtaken, taken, head, entries }: JournalChange): void {
    const before = this.journals.get(windowId)?.entries ?? new Map<number, JournalEntry>();
    const kept = new Map([...before].filter(([number]) => number > forgetUpTo && overtaken.every(({ after, upTo }) => number <= after || number > upTo)));
    for (const { number, entry } of entries) kept.set(number, structuredClone(entry));
    for (const id of taken) this.journals.delete(id);
    this.journals.set(windowId, { head: structuredClone(head), entries: kept });
  }
}
