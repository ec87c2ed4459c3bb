/** The thread of {@link createWriterThread}: it writes each group it is sent and answers when the group is durable. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../domain/model/errors.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import { RunWriter } from './commit-run.ts';
import { Connection } from './connection.ts';
import { type Outcome, writeGroup } from './write-group.ts';
import { receivedBatch, type SentAnswer, type SentBatch, type SentOutcome } from './writer-thread.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread of the local SQLite adapter, not a program to start');
const { file } = workerData as { readonly file: string };
const connection = new Connection(file, { readonly: false });
const runs = new RunWriter(connection);

port.on('message', (message: readonly SentBatch[] | 'close') => {
  if (message === 'close') {
    connection.close();
    port.close();
    return;
  }
  const began = performance.now();
  const batches = message.map(receivedBatch);
  const outcomes = writeGroup(connection, runs, batches.map((batch) => () => runs.write(batch)));
  const answer: SentAnswer = { outcomes: outcomes.map(sent), tookMs: performance.now() - began };
  port.postMessage(answer);
});

function sent(outcome: Outcome): SentOutcome {
  if ('answer' in outcome) {
    // Only batches are written here, and what they answer is theirs.
    const answer = outcome.answer as CommitAnswer;
    return answer.kind === 'committed' ? null : { answer };
  }
  const { error } = outcome;
  return { refused: (error instanceof AppError ? error : new AppError('unexpected', error instanceof Error ? error.message : String(error))).toWire() };
}
