import { AppError } from '../../domain/model/errors.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import { RunWriter } from './commit-run.ts';
import type { Connection } from './connection.ts';
import type { RunWrite } from './run-write.ts';
import { type Outcome, writeGroup } from './write-group.ts';
import type { Writer } from './writer.ts';
import type { WriterThread } from './writer-thread.ts';

interface Member {
  /** Does its reads and writes inside the open transaction of this thread. */
  readonly work: () => unknown;
  /** The same for another thread; absent for work that cannot be sent there. */
  readonly batch: RunWrite | undefined;
  readonly resolve: (answer: never) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** Writes large groups of batches beside this thread. Without it everything is written here. */
  readonly thread?: WriterThread;
  /** The smallest group worth sending there. @default 1 */
  readonly from?: number;
  /** Groups are sent there while writing one takes longer than this. @default 0 */
  readonly slowMs?: number;
}

/** So many share one commit at most: more would keep reads and timers waiting. */
const groupSize = 500;

/** So many groups after two slow ones are written beside: a disk that was slow twice is so again. */
const besideAfterSlow = 32;

/** Two slow groups no further apart say that the disk is slow; one alone was the log written back, or many runs begun at once. */
const slowWithin = 8;

/** So many hear of a commit in one turn of the event loop: more would keep watchers, reads and timers waiting. */
const toldAtOnce = 64;

/**
 * The only writer. What is asked for within one turn of the event loop, or while a group is being written beside this
 * thread, shares one transaction and so one fsync; callers hear after it. Groups are written one after the other, wherever
 * they are written, and in the order they were asked for.
 *
 * Handing a group to another thread costs about what writing it to a quick disk costs. So it is written beside only while
 * groups take so long, one soon after another, that this thread should not wait for them.
 *
 * A large group is told of bit by bit, so that nothing else waits for all of it. When it was written beside, what the first
 * ask for next is written while the others are still told: both threads are busy then.
 */
export class GroupCommit implements Writer {
  readonly #connection: Connection;
  readonly #runs: RunWriter;
  readonly #thread: WriterThread | undefined;
  readonly #sentFrom: number;
  readonly #slowMs: number;
  #queue: Member[] = [];
  #scheduled = false;
  #sent: Promise<void> | undefined;
  /** How large the last group was: those in its wake are written where it was. */
  #lastSize = 0;
  /** So many groups are still to be written beside. */
  #besideLeft = 0;
  /** How many groups ago one was slow. */
  #sinceSlow = slowWithin;
  /** Whoever is still to hear how it fared. */
  readonly #untold: (() => void)[] = [];
  #closed = false;

  constructor(connection: Connection, { thread, from = 1, slowMs = 0 }: GroupCommitOptions = {}) {
    this.#connection = connection;
    this.#runs = new RunWriter(connection);
    this.#thread = thread;
    this.#sentFrom = from;
    this.#slowMs = slowMs;
    this.#noteTime(0);
  }

  run<Answer>(work: () => Answer): Promise<Answer> {
    return this.#enqueue(() => {
      const answer = work();
      // It may have been a claim.
      this.#runs.begin();
      return answer;
    });
  }

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
    this.#tell(this.#untold.length);
    await this.#thread?.close();
  }

  #enqueue<Answer>(work: () => Answer, batch?: RunWrite): Promise<Answer> {
    if (this.#closed) return Promise.reject(new AppError('precondition_failed', `The database "${this.#connection.file}" was closed.`));
    return new Promise((resolve, reject) => {
      this.#queue.push({ work, batch, resolve, reject });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      if (this.#sent === undefined && this.#queue.length > 0 && this.#isTimeToWrite()) this.#writeNext();
      this.#tell(toldAtOnce);
      if (this.#untold.length > 0 || (this.#sent === undefined && this.#queue.length > 0)) this.#schedule();
    });
  }

  /** Here, a group waits until all have heard of the last, so that what they ask for next shares its sync; the thread begins at once. */
  #isTimeToWrite(): boolean {
    return this.#untold.length === 0 || this.#besideLeft > 0;
  }

  #writeNext(): void {
    const group = this.#groupForThread();
    if (this.#thread === undefined || group.length === 0) return this.#writeHere(this.#queue.splice(0, this.#sizeHere()));
    this.#queue.splice(0, group.length);
    this.#lastSize = group.length;
    this.#sent = this.#writeBeside(this.#thread, group);
  }

  async #writeBeside(thread: WriterThread, group: readonly Batch[]): Promise<void> {
    const { outcomes, tookMs } = await thread.write(group.map(({ batch }) => batch));
    this.#noteTime(tookMs);
    this.#sent = undefined;
    group.forEach((member, index) => this.#untold.push(() => { tell(member, outcomes[index]); }));
    this.#schedule();
  }

  /** The batches before anything that only this thread can write, where they are worth sending. */
  #groupForThread(): readonly Batch[] {
    if (this.#thread === undefined || this.#besideLeft === 0) return [];
    const group: Batch[] = [];
    for (const member of this.#queue) {
      if (!isBatch(member) || group.length === groupSize) break;
      group.push(member);
    }
    const isInWake = this.#untold.length > 0 || this.#lastSize >= this.#sentFrom;
    return isInWake || group.length >= this.#sentFrom ? group : [];
  }

  /** What only this thread can write goes alone where batches stand behind it that another could write. */
  #sizeHere(): number {
    if (this.#thread === undefined || this.#besideLeft === 0 || this.#queue.length < this.#sentFrom) return groupSize;
    const next = this.#queue.findIndex((member, index) => index > 0 && isBatch(member));
    return next === -1 ? groupSize : next;
  }

  #writeHere(group: readonly Member[]): void {
    this.#lastSize = 0;
    const began = performance.now();
    const outcomes = writeGroup(this.#connection, this.#runs, group.map((member) => member.work));
    this.#noteTime(performance.now() - began);
    group.forEach((member, index) => this.#untold.push(() => { tell(member, outcomes[index]); }));
  }

  #noteTime(tookMs: number): void {
    if (this.#thread === undefined) return;
    const isSlow = tookMs >= this.#slowMs;
    if (isSlow && (this.#sinceSlow < slowWithin || this.#slowMs === 0)) this.#besideLeft = besideAfterSlow;
    else if (this.#besideLeft > 0) this.#besideLeft -= 1;
    this.#sinceSlow = isSlow ? 0 : this.#sinceSlow + 1;
  }

  #tell(count: number): void {
    for (const teller of this.#untold.splice(0, count)) teller();
  }
}

type Batch = Member & { readonly batch: RunWrite };

function isBatch(member: Member): member is Batch {
  return member.batch !== undefined;
}

function tell(member: Member, outcome: Outcome | undefined): void {
  if (outcome === undefined) member.reject(new AppError('unexpected', 'The writer gave no answer; the step may or may not be kept.'));
  else if ('error' in outcome) member.reject(outcome.error);
  // What its own work gave.
  else member.resolve(outcome.answer as never);
}
