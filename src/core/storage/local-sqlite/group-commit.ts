import { AppError } from '../../domain/model/errors.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import { RunWriter } from './commit-run.ts';
import type { Connection } from './connection.ts';
import type { RunWrite } from './run-write.ts';
import { type Outcome, writeGroup } from './write-group.ts';
import type { WriterThread } from './writer-thread.ts';

interface Member {
  /** Does its reads and writes inside the open transaction of this thread. */
  readonly work: () => unknown;
  /** The same for another thread; absent for work that cannot be sent there. */
  readonly batch?: RunWrite;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** Writes large groups of batches beside this thread. Without it everything is written here. */
  readonly thread?: WriterThread;
  /** The smallest group worth sending there. @default 1 */
  readonly sentFrom?: number;
}

/** So many share one commit at most: more would keep reads and timers waiting. */
const groupSize = 500;

/**
 * The only writer. What is asked for within one turn of the event loop, or while a group is being written beside this
 * thread, shares one transaction and so one fsync; callers hear after it. Groups are written one after the other, wherever
 * they are written, and in the order they were asked for.
 */
export class GroupCommit {
  readonly #connection: Connection;
  readonly #runs: RunWriter;
  readonly #thread: WriterThread | undefined;
  readonly #sentFrom: number;
  #queue: Member[] = [];
  #scheduled = false;
  #sent: Promise<void> | undefined;
  #closed = false;

  constructor(connection: Connection, { thread, sentFrom = 1 }: GroupCommitOptions = {}) {
    this.#connection = connection;
    this.#runs = new RunWriter(connection);
    this.#thread = thread;
    this.#sentFrom = sentFrom;
  }

  /** Runs `work` inside a transaction; answers when it is durable. `work` may run twice, and only its last run counts. */
  run<Answer>(work: () => Answer): Promise<Answer> {
    return this.#enqueue(() => {
      const answer = work();
      // It may have been a claim.
      this.#runs.begin();
      return answer;
    });
  }

  /** Runs `work` outside any transaction while nothing else is written: what SQLite does to a whole database at once. */
  async alone(work: () => void): Promise<void> {
    await this.run(() => undefined);
    while (this.#sent !== undefined) await this.#sent;
    work();
    this.#runs.forget();
  }

  /** Writes one batch of a run; answers when it is durable. */
  commit(batch: RunWrite): Promise<CommitAnswer> {
    return this.#enqueue(() => this.#runs.write(batch), batch);
  }

  /** Writes what is queued and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#sent !== undefined) await this.#sent;
    while (this.#queue.length > 0) this.#writeHere(this.#queue.splice(0, groupSize));
    await this.#thread?.close();
  }

  #enqueue<Answer>(work: () => Answer, batch?: RunWrite): Promise<Answer> {
    if (this.#closed) return Promise.reject(new AppError('precondition_failed', `The database "${this.#connection.file}" was closed.`));
    return new Promise((resolve, reject) => {
      this.#queue.push({ work, resolve: (answer) => { resolve(answer as Answer); }, reject, ...(batch === undefined ? {} : { batch }) });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled || this.#sent !== undefined) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#sent === undefined) this.#writeNext();
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  #writeNext(): void {
    const batches = this.#thread === undefined || this.#queue.length < this.#sentFrom ? [] : leadingBatches(this.#queue);
    if (this.#thread === undefined || batches.length === 0 || batches.length < this.#sentFrom) {
      this.#writeHere(this.#queue.splice(0, this.#sizeHere(batches.length)));
      return;
    }
    const group = this.#queue.splice(0, batches.length);
    this.#sent = this.#thread.write(batches).then((outcomes) => {
      this.#sent = undefined;
      settle(group, outcomes);
      if (this.#queue.length > 0) this.#schedule();
    });
  }

  /** What only this thread can write goes alone where many batches stand behind it. */
  #sizeHere(leading: number): number {
    if (this.#thread === undefined || this.#queue.length < this.#sentFrom) return groupSize;
    const next = this.#queue.findIndex(({ batch }, index) => index >= leading && batch !== undefined);
    return next === -1 ? groupSize : Math.max(next, 1);
  }

  #writeHere(group: readonly Member[]): void {
    if (group.length > 0) settle(group, writeGroup(this.#connection, this.#runs, group.map((member) => member.work)));
  }
}

/** The batches before anything that can be written only here. */
function leadingBatches(queue: readonly Member[]): readonly RunWrite[] {
  const batches: RunWrite[] = [];
  for (const { batch } of queue) {
    if (batch === undefined || batches.length === groupSize) break;
    batches.push(batch);
  }
  return batches;
}

function settle(group: readonly Member[], outcomes: readonly Outcome[]): void {
  group.forEach((member, index) => {
    const outcome = outcomes[index];
    if (outcome === undefined) member.reject(new AppError('unexpected', 'The writer gave no answer; the step may or may not be kept.'));
    else if ('error' in outcome) member.reject(outcome.error);
    else member.resolve(outcome.answer);
  });
}
