import { receivedError, sentError } from './carried-error.ts';
import { endedBefore, type JobWords, tookTooLong } from './job-failures.ts';
import type { SentByProcess, SentToProcess } from './sent-job.ts';
import { type ProgramEnd, startNodeProgram, type StartedProgram, type StartProgram } from './start-program.ts';

export interface WorkProcessOptions {
  /** Serves jobs by {@link serveJobs}. */
  readonly program: URL;
  /** What one job may take. */
  readonly timeMs: number;
  readonly memoryMb: number;
  /** How long it stays with nothing to do. */
  readonly idleMs: number;
  /** @default Node, beside this one */
  readonly startProgram?: StartProgram | undefined;
}

export interface Job {
  readonly name: string;
  readonly input: unknown;
  readonly words: JobWords;
  /** What the process wants to know while it does the job. @default nothing is known */
  readonly answer?: ((question: unknown) => Promise<unknown>) | undefined;
}

interface UnderWay {
  readonly job: Job;
  readonly resolve: (done: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** A process that does one job at a time. It holds this one only while it does, and is killed with a job that is given up. */
export class WorkProcess {
  readonly #options: WorkProcessOptions;
  readonly #started: StartedProgram;
  readonly #gone: Promise<void>;
  #underWay: UnderWay | undefined;
  #isAlive = true;
  #resting: NodeJS.Timeout | undefined;

  constructor(options: WorkProcessOptions) {
    const { program, memoryMb, startProgram = startNodeProgram } = options;
    this.#options = options;
    this.#started = startProgram(program, { memoryMb });
    this.#started.onMessage((message) => { this.#hear(message as SentByProcess); });
    this.#gone = new Promise((resolve) => {
      this.#started.onEnd((end) => {
        this.#ended(end);
        resolve();
      });
    });
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  get isFree(): boolean {
    return this.#isAlive && this.#underWay === undefined;
  }

  async do(job: Job, signal: AbortSignal): Promise<unknown> {
    clearTimeout(this.#resting);
    this.#started.hold(true);
    const { timeMs, idleMs } = this.#options;
    const stop = (error: unknown): void => {
      this.#underWay?.reject(error);
      void this.end();
    };
    const limit = setTimeout(() => { stop(tookTooLong(job.words, timeMs)); }, timeMs);
    const abort = (): void => { stop(signal.reason); };
    signal.addEventListener('abort', abort, { once: true });
    try {
      const done = new Promise<unknown>((resolve, reject) => { this.#underWay = { job, resolve, reject }; });
      this.#send({ job: job.name, input: job.input });
      return await done;
    } finally {
      clearTimeout(limit);
      signal.removeEventListener('abort', abort);
      this.#underWay = undefined;
      if (this.#isAlive) this.#started.hold(false);
      if (this.#isAlive) this.#resting = setTimeout(() => void this.end(), idleMs).unref();
    }
  }

  /** Settled once it is gone. */
  async end(): Promise<void> {
    clearTimeout(this.#resting);
    this.#isAlive = false;
    // Whoever waits for its end would be left waiting by a program with nothing else to do.
    this.#started.hold(true);
    this.#started.kill();
    await this.#gone;
  }

  #send(message: SentToProcess): void {
    this.#started.send(message);
  }

  #hear(message: SentByProcess): void {
    const underWay = this.#underWay;
    if (underWay === undefined) return;
    if ('question' in message) return void this.#reply(underWay.job, message.question);
    if ('done' in message) return underWay.resolve(message.done);
    underWay.reject(receivedError(message.failed));
  }

  async #reply({ answer }: Job, question: unknown): Promise<void> {
    try {
      this.#send({ answer: await answer?.(question) });
    } catch (error) {
      this.#send({ unanswered: sentError(error) });
    }
  }

  #ended(end: ProgramEnd): void {
    this.#isAlive = false;
    clearTimeout(this.#resting);
    this.#underWay?.reject(endedBefore(this.#underWay.job.words, end, this.#options.memoryMb));
  }
}
