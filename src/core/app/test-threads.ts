import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { AppError } from '../domain/model/errors.ts';
import type { TestAnswer, TestJob } from '../domain/runtime/testing/test-job.ts';
import type { TestBench } from '../domain/services/test-bench.ts';

/** What a thread sends back: an answer, or that its job is done. */
export type SentAnswer = { readonly answer: TestAnswer } | 'done';

/** More would take memory from what the machine is for. */
const mostThreads = 4;

/** A bench of threads, each begun when a job finds no free one. */
export function openTestThreads(): TestBench {
  return new TestThreads(Math.min(availableParallelism(), mostThreads));
}

/** Holds what came of one job until it is asked for. */
class Reader {
  #answers: TestAnswer[] = [];
  #ended: { readonly error: Error | undefined } | undefined;
  #wake: () => void = () => undefined;

  take(answer: TestAnswer): void {
    this.#answers.push(answer);
    this.#wake();
  }

  end(error?: Error): void {
    this.#ended = { error };
    this.#wake();
  }

  /** What has come since it was last asked; it waits for something, and is empty only at the end. */
  async more(): Promise<readonly TestAnswer[]> {
    if (this.#answers.length === 0 && this.#ended === undefined) await new Promise<void>((resolve) => { this.#wake = resolve; });
    const answers = this.#answers;
    this.#answers = [];
    if (answers.length === 0 && this.#ended?.error !== undefined) throw this.#ended.error;
    return answers;
  }
}

interface Thread {
  readonly worker: Worker;
  reader: Reader | undefined;
}

class TestThreads implements TestBench {
  readonly width: number;
  readonly #threads = new Set<Thread>();
  readonly #free: Thread[] = [];
  readonly #waiting: (() => void)[] = [];
  #isClosed = false;

  constructor(width: number) {
    this.width = width;
  }

  async *run(job: TestJob): AsyncGenerator<TestAnswer, void, void> {
    const reader = new Reader();
    this.#enqueue(() => { this.#give(job, reader); });
    for (let answers = await reader.more(); answers.length > 0; answers = await reader.more()) yield* answers;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#waiting.length = 0;
    await Promise.all([...this.#threads].map(({ worker }) => worker.terminate()));
  }

  #enqueue(begin: () => void): void {
    this.#waiting.push(begin);
    this.#next();
  }

  #next(): void {
    if (this.#isClosed || (this.#free.length === 0 && this.#threads.size >= this.width)) return;
    this.#waiting.shift()?.();
  }

  #give(job: TestJob, reader: Reader): void {
    const thread = this.#free.pop() ?? this.#begin();
    thread.reader = reader;
    const { worker } = thread;
    worker.postMessage(job);
  }

  #begin(): Thread {
    const worker = new Worker(program());
    const thread: Thread = { worker, reader: undefined };
    const settle = (error?: Error): void => {
      const { reader } = thread;
      thread.reader = undefined;
      reader?.end(error);
      this.#next();
    };
    worker.on('message', (sent: SentAnswer) => {
      if (sent !== 'done') return thread.reader?.take(sent.answer);
      this.#free.push(thread);
      settle();
    });
    const end = (cause?: unknown): void => {
      this.#threads.delete(thread);
      settle(brokenOff(cause));
    };
    worker.on('error', end);
    worker.on('exit', () => { end(); });
    this.#threads.add(thread);
    return thread;
  }
}

function brokenOff(cause?: unknown): AppError {
  return new AppError('unexpected', 'A thread that ran tests ended before they were done.', { next: 'Run the tests again.', ...(cause === undefined ? {} : { cause }) });
}

/** Beside this file: as source in development, as a program of its own where the chunks of the build stand. */
function program(): URL {
  const name = import.meta.url.endsWith('.ts') ? 'test-program.ts' : 'test-program.js';
  return new URL(name, import.meta.url);
}
