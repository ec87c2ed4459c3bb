import { Worker } from 'node:worker_threads';
import { AppError, type ErrorWire } from '../../domain/model/errors.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import type { RunWrite } from './run-write.ts';
import type { Outcome } from './write-group.ts';

/** How a batch fared in the other thread, as it comes from there. */
export type SentOutcome = { readonly answer: CommitAnswer } | { readonly refused: ErrorWire };

/** Writes groups of batches over a connection of its own in a thread of its own. */
export interface WriterThread {
  /** One group at a time: call it again when the answer is there. It never rejects: each batch has its own outcome. */
  write(batches: readonly RunWrite[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

/** The thread begins with the first group. If it ends by itself, the group under way is refused and the next one begins another. */
export function createWriterThread(file: string): WriterThread {
  let worker: Worker | undefined;
  let answered: ((outcomes: readonly Outcome[]) => void) | undefined;

  function begin(): Worker {
    const begun = new Worker(program(), { workerData: { file } });
    begun.on('message', (outcomes: readonly SentOutcome[]) => { answered?.(outcomes.map(received)); });
    begun.on('error', (error) => { end(begun, error); });
    begun.on('exit', (code) => { end(begun, new Error(`it ended with code ${String(code)}`)); });
    return begun;
  }

  function end(ended: Worker, cause: Error): void {
    if (ended !== worker) return;
    worker = undefined;
    answered?.([{ error: new AppError('precondition_failed', `The thread that writes "${file}" ended: ${cause.message}.`, { next: 'Try again. The last step may or may not be kept.', cause }) }]);
  }

  return {
    write: (batches) =>
      new Promise((resolve) => {
        answered = (outcomes) => {
          answered = undefined;
          const [first] = outcomes;
          // The end of the thread is told once, and met every batch of the group.
          resolve(outcomes.length === batches.length || first === undefined ? outcomes : batches.map(() => first));
        };
        worker ??= begin();
        worker.postMessage(batches);
      }),
    async close() {
      const ending = worker;
      worker = undefined;
      if (ending === undefined) return;
      const ended = new Promise((resolve) => ending.once('exit', resolve));
      // By a message and not by force, so that the connection is closed in good order.
      ending.postMessage('close');
      await ended;
    },
  };
}

function received(outcome: SentOutcome): Outcome {
  if ('answer' in outcome) return outcome;
  const { code, message, ...rest } = outcome.refused;
  return { error: new AppError(code, message, rest) };
}

/** Beside this file: as source in development, as a program of its own where the chunks of the build stand. */
function program(): URL {
  const name = import.meta.url.endsWith('.ts') ? 'writer-program.ts' : 'writer-program.js';
  return new URL(name, import.meta.url);
}
