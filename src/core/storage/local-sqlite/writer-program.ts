/** The thread of {@link createWriterThread}: it writes each group it is sent and answers when the group is durable. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../domain/model/errors.ts';
import { RunWriter } from './commit-run.ts';
import { Connection } from './connection.ts';
import type { RunWrite } from './run-write.ts';
import { type Outcome, writeGroup } from './write-group.ts';
import type { SentOutcome } from './writer-thread.ts';

const port = parentPort;
if (port === null) throw new Error('this is a thread of the local SQLite adapter, not a program to start');
const { file } = workerData as { readonly file: string };
const connection = new Connection(file, { readonly: false });
const runs = new RunWriter(connection);

port.on('message', (message: readonly RunWrite[] | 'close') => {
  if (message === 'close') {
    connection.close();
    port.close();
    return;
  }
  const outcomes = writeGroup(connection, runs, message.map((batch) => () => runs.write(batch)));
  port.postMessage(outcomes.map(sent));
});

function sent(outcome: Outcome): SentOutcome {
  // Only batches are written here, and what they answer is theirs.
  if ('answer' in outcome) return outcome as SentOutcome;
  const { error } = outcome;
  return { refused: (error instanceof AppError ? error : new AppError('unexpected', error instanceof Error ? error.message : String(error))).toWire() };
}
