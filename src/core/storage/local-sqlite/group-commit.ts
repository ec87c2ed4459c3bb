import { AppError } from '../../domain/model/errors.ts';
import type { Connection } from './connection.ts';
import { concernsEverybody, describeSqliteError } from './sqlite-errors.ts';

interface Member {
  /** Does its reads and writes inside the open transaction; `settle` later tells the caller. */
  readonly attempt: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** So many share one commit at most: more would keep reads and timers waiting. */
const groupSize = 500;

/**
 * The only writer. What is asked for within one turn of the event loop shares one transaction and so one fsync; callers
 * hear after it. If a group fails, its members are tried one by one, so that only the guilty one is refused.
 */
export class GroupCommit {
  readonly #connection: Connection;
  #queue: Member[] = [];
  #scheduled = false;
  #closed = false;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Runs `work` inside a transaction; answers when it is durable. `work` may run twice, and only its last run counts. */
  run<Answer>(work: () => Answer): Promise<Answer> {
    if (this.#closed) return Promise.reject(new AppError('precondition_failed', `The database "${this.#connection.file}" was closed.`));
    return new Promise((resolve, reject) => {
      let answer: Answer;
      this.#queue.push({
        attempt: () => {
          answer = work();
        },
        resolve: () => {
          resolve(answer);
        },
        reject,
      });
      this.#schedule();
    });
  }

  /** Writes what is queued and takes nothing more. */
  close(): void {
    this.#closed = true;
    while (this.#queue.length > 0) this.#flush();
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.#flush();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #flush(): void {
    const group = this.#queue.splice(0, groupSize);
    if (group.length > 0) this.#commit(group);
  }

  #commit(group: readonly Member[]): void {
    try {
      this.#connection.transaction(() => {
        for (const member of group) member.attempt();
      });
    } catch (error) {
      if (group.length > 1 && !concernsEverybody(error)) {
        for (const member of group) this.#commit([member]);
        return;
      }
      const described = describeSqliteError(error, this.#connection.file);
      for (const member of group) member.reject(described);
      return;
    }
    for (const member of group) member.resolve();
  }
}
