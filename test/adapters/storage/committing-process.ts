/**
 * A process of its own that commits runs until it is ended. Arguments: the directory, how many runs at once, how many
 * commits in all, and `beside` if another thread is to write. It prints `ready`, then one line per answer: `ack <run> <seq>` after a commit, `refused <code> <run> <seq>`
 * after a failure, and goes on from what the store then holds.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { RunId } from '../../../src/core/domain/model/ids.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { openLocalSqlite } from '../../../src/core/storage/local-sqlite/local-sqlite-adapter.ts';
import { continuation, creation } from '../../contracts/run-commit-fixture.ts';

const [directory = '', atOnce = '1', commits = '1', thread = 'here'] = process.argv.slice(2);
const port = await openLocalSqlite({ directory, ...(thread === 'beside' ? { writerThread: { from: 1 } } : {}) });
const { epoch } = await port.claim({ id: randomUUID(), at: Date.now() });
let left = Number(commits);
say( 'ready\n');

/** A line is written whole or not at all; where the reader is behind, it is waited for. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, line);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}

/** A disk that fails may fail the reading after it, too. */
async function storedSeq(runId: RunId): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await port.runs.get(runId))?.seq ?? 0;
    } catch (error) {
      if (!(error instanceof AppError) || attempt === 10) throw error;
    }
  }
}

async function drive(): Promise<void> {
  const runId = RunId.parse(randomUUID());
  let seq = 0;
  while (left > 0) {
    left -= 1;
    const commit = seq === 0 ? creation(epoch, { runId }) : continuation(runId, seq, { epoch, inputKey: `input ${String(seq)}` });
    try {
      const answer = await port.commitRun(commit);
      if (answer.kind !== 'committed') throw new Error(`unexpected answer ${JSON.stringify(answer)}`);
      seq = answer.seq;
      // Written by the system call itself: what the parent has read was said before the next thing happened.
      say( `ack ${runId} ${String(seq)}\n`);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      say( `refused ${error.code} ${runId} ${String(seq)}\n`);
      seq = await storedSeq(runId);
    }
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, drive));
await port.close();
