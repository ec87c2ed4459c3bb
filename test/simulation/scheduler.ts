import type { Chance } from './chance.ts';

/** Somebody whose work is done in steps; once dead, nothing of it goes on. */
export interface Owner {
  readonly name: string;
  isDead: boolean;
}

interface Step {
  readonly owner: Owner;
  readonly label: string;
  readonly go: () => Promise<void>;
}

/**
 * Decides what goes on next. Whoever would wait for something outside asks for a turn instead; of all turns asked for,
 * chance takes one, and nothing else moves until everything that follows from it has come to rest.
 */
export class Scheduler {
  readonly #chance: Chance;
  #ready: Step[] = [];
  readonly trace: string[] = [];

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  get isIdle(): boolean {
    return this.#ready.length === 0;
  }

  /** Does the work when its turn comes. A dead owner's turn never comes. */
  turn<Answer>(owner: Owner, label: string, work: () => Promise<Answer> | Answer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (owner.isDead) return;
      const go = async (): Promise<void> => {
        try {
          resolve(await work());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      };
      this.#ready.push({ owner, label, go });
    });
  }

  /** Gives one turn, if anybody asked for one. */
  async next(): Promise<void> {
    const [step] = this.#ready.splice(this.#chance.below(this.#ready.length), 1);
    if (step === undefined) return;
    this.note(`${step.owner.name} ${step.label}`);
    await step.go();
    await atRest();
  }

  /** Everything of an owner ends where it stands. */
  drop(owner: Owner): void {
    owner.isDead = true;
    this.#ready = this.#ready.filter((step) => step.owner !== owner);
  }

  note(line: string): void {
    this.trace.push(line);
  }
}

/** Promises settle before the event loop comes round. */
export function atRest(): Promise<void> {
  return new Promise((resolve) => { setImmediate(resolve); });
}
