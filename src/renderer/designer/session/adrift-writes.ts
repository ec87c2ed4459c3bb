import { mostWritesAsked } from '../../../core/domain/model/draft-limits.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { SentDraft } from './journal-entry.ts';
import { mayHaveArrived } from './refused-write.ts';

/** A draft that is sent; sent again under its name, it is written once. */
export interface Sending extends SentDraft {
  readonly note?: string | undefined;
}

/** What a window sent over one draft without an answer: one of them may be the draft by now, and no more than one. */
export class AdriftWrites {
  /** Names of writes begin with it. */
  readonly #writer = crypto.randomUUID();
  #named = 0;
  #all: readonly Sending[] = [];
  #isOpen = false;

  /** The host has said nothing since the last of them was sent. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What goes to the host with a question about the draft: which of them arrived. */
  get asked(): readonly string[] {
    return this.#all.map(({ write }) => write);
  }

  /** What is to be sent next: the last once more where it has no answer; undefined where the host is to be asked first. */
  next(definition: JsonObject, note: string | undefined): Sending | undefined {
    const last = this.#isOpen ? this.#all.at(-1) : undefined;
    if (last !== undefined) return last.definition === definition && (note === undefined || note === last.note) ? last : undefined;
    return { write: this.name(), definition, note };
  }

  /** A name for a write that nobody has used yet. */
  name(): string {
    this.#named += 1;
    return `${this.#writer}.${this.#named}`;
  }

  /** It is on its way; what is answered is to be told how it failed, if it did. */
  send(sending: Sending): (error: unknown) => void {
    const before = [this.#all, this.#isOpen] as const;
    this.#remember([...this.#all.filter((each) => each !== sending), sending]);
    this.#isOpen = true;
    return (error) => {
      if (!mayHaveArrived(error)) [this.#all, this.#isOpen] = before;
    };
  }

  /** Of those the host says it has: the one that was the draft. From now on the last word is the host's. */
  answered(wrote: readonly string[] = []): Sending | undefined {
    this.#isOpen = false;
    return this.#all.find(({ write }) => wrote.includes(write));
  }

  /** The draft is another one, on which nothing was sent but these. */
  restart(sent: readonly Sending[] = []): void {
    this.#remember(sent);
    this.#isOpen = false;
  }

  #remember(sent: readonly Sending[]): void {
    this.#all = sent.slice(-mostWritesAsked);
  }
}
