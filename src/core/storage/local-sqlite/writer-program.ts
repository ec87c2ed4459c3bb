/** The thread of {@link createWriterThread}: it writes each group it is sent and answers when the group is durable. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../domain/model/errors.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import { RunWriter } from './commit-run.ts';
import { Connection } from './connection.ts';
import { type Outcome, writeGroup } from './write-group.ts';
import { receivedBatches, type SentAnswer, type SentGroup, type SentOutcome } from './writer-thread.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread of the local SQLite adapter, not a program to start');
const { file } = workerData as { readonly file: string };
const connection = new Connection(file, { readonly: false });
const runs = new RunWriter(connection);

port.on('message', (message: SentGroup | 'close') => {
  if (message === 'close') {
    connection.close();
    port.close();
    return;
  }
  const began = performance.now();
  const batches = receivedBatches(message);
  const outcomes = writeGroup(connection, runs, batches.map((batch) => () => runs.write(batch))).map(sent);
  const tookMs = performance.now() - began;
  port.postMessage((outcomes.every((outcome) => outcome === null) ? { tookMs } : { outcomes, tookMs }) satisfies SentAnswer);
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
