import { AppError } from '../model/errors.ts';
import { rests } from '../model/run-rest.ts';
import type { RunLine } from '../operations/runs.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowDataPort } from '../ports/workflow-data-port.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { RunLoader } from '../runtime/executor/run-loader.ts';
import { stalledRun } from '../model/stalled-run.ts';
import { findRun } from './lookups.ts';
import { runLines, textLine } from './run-lines.ts';
import { hasEnded } from './run-summary.ts';

export interface RunWatchDeps {
  readonly data: Pick<WorkflowDataPort, 'runs'>;
  readonly loader: Pick<RunLoader, 'events'>;
  readonly publisher: WorkflowEventPublisher;
  readonly clock: Pick<Clock, 'now'>;
}

export interface RunWatch {
  readonly id: string;
  /** Begin after this row. */
  readonly after: number;
  readonly until: 'ended' | 'settled';
  readonly signal: AbortSignal;
}

const pageRows = 500;

/**
 * A run's rows from `after` on, then as they are committed, with streamed text in between. The journal is the only source
 * of rows: the bus merely says that there is something to read, so a missed message costs nothing. Ends after the row
 * that ended the run, or with `settled` also where nothing happens soon unless somebody outside acts; aborting ends it quietly.
 */
export async function* watchRun({ data, loader, publisher, clock }: RunWatchDeps, { id, after, until, signal }: RunWatch): AsyncGenerator<RunLine, void, void> {
  const run = await findRun(data, id);
  // Subscribed before the first read, so that nothing falls between the two.
  const messages = publisher.subscribe(['run:committed', 'run:progress'], { signal, where: ({ event }) => event.runId === run.id });
  let seen = Math.min(after, run.seq);

  /**
   * What was not seen yet, up to this row or to where the run's row stands; answers whether the watch is over there. A
   * message is followed no further than it says, or a slow reader would miss the text that streamed before later rows.
   */
  async function* unseen(upTo = Number.POSITIVE_INFINITY): AsyncGenerator<RunLine, boolean, void> {
    for (;;) {
      const row = await findRun(data, id);
      // The row may be older than rows read before it: only where both agree does its status belong to them.
      if (row.seq === seen) return until === 'settled' ? rests(row, clock.now()) : hasEnded(row);
      if (seen >= upTo) return false;
      const lines = runLines(run, await loader.events(run.id, { after: seen, limit: Math.min(pageRows, upTo - seen) }));
      if (lines.length === 0) return overWithoutRows(row);
      for (const line of lines) {
        seen = line.seq ?? seen;
        yield line;
      }
    }
  }

  if (run.unreadable !== undefined) throw stalledRun(run.id, new AppError('integrity', run.unreadable));
  // No further than it stood once the subscription heard: from there on messages lead, with the text between them.
  if (yield* unseen((await findRun(data, id)).seq)) return;
  for await (const message of messages) {
    if (message.channel === 'run:progress') yield textLine(run, { ...message.event, at: clock.now() });
    else if (message.channel === 'run:committed' && message.event.seq <= seen) continue;
    else if (yield* unseen(message.channel === 'run:committed' ? message.event.seq : undefined)) return;
  }
}

/** Rows the run's row knows of and the journal does not have: retention took them, or the run is damaged. */
function overWithoutRows({ id, pruned, seq }: RunRow): true {
  if (pruned === 'events') return true;
  throw stalledRun(id, new AppError('integrity', `Its row says ${seq} rows, and its journal ends before them.`));
}
