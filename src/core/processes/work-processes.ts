import { isClosing } from './job-failures.ts';
import { type Job, WorkProcess, type WorkProcessOptions } from './work-process.ts';

export interface WorkProcessesOptions extends WorkProcessOptions {
  /** Jobs done at a time; others wait. */
  readonly width: number;
}

/** Gives each job a process of its own while it lasts, and a turn to those that wait, in their order. The first job starts the first process. */
export class WorkProcesses {
  readonly #options: WorkProcessesOptions;
  readonly #waiting = new Set<() => void>();
  readonly #closing = new AbortController();
  #processes: readonly WorkProcess[] = [];
  #underWay = 0;

  constructor(options: WorkProcessesOptions) {
    this.#options = options;
  }

  async do(job: Job, given: AbortSignal): Promise<unknown> {
    if (this.#closing.signal.aborted) throw isClosing(job.words);
    const closing = new AbortController();
    const close = (): void => { closing.abort(isClosing(job.words)); };
    this.#closing.signal.addEventListener('abort', close, { once: true });
    const signal = AbortSignal.any([given, closing.signal]);
    try {
      signal.throwIfAborted();
      return await this.#inTurn(job, signal);
    } finally {
      this.#closing.signal.removeEventListener('abort', close);
    }
  }

  /** Gives up what is under way, and settles once every process is gone; nothing is done afterwards. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all(this.#processes.map((process) => process.end()));
  }

  async #inTurn(job: Job, signal: AbortSignal): Promise<unknown> {
    await this.#turn(signal);
    try {
      signal.throwIfAborted();
      return await this.#take().do(job, signal);
    } finally {
      this.#passOn();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#underWay < this.#options.width) {
      this.#underWay += 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const begin = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        this.#waiting.delete(begin);
        reject(signal.reason);
      };
      this.#waiting.add(begin);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  #take(): WorkProcess {
    this.#processes = this.#processes.filter(({ isAlive }) => isAlive);
    const free = this.#processes.find(({ isFree }) => isFree);
    if (free !== undefined) return free;
    const begun = new WorkProcess(this.#options);
    this.#processes = [...this.#processes, begun];
    return begun;
  }

  /** The turn goes to the one that has waited longest. */
  #passOn(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#underWay -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
