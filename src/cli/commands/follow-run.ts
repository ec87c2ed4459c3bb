import { endedStatuses } from '../../core/domain/model/run.ts';
import { rests } from '../../core/domain/model/run-rest.ts';
import type { RunLine, RunView } from '../../core/domain/operations/runs.ts';
import { HostGone } from '../connect/connection.ts';
import { acrossHosts, type Following, reconnect } from '../connect/following.ts';
import { isStream } from '../connect/connection.ts';
import type { Session } from '../session.ts';

export interface FollowOptions {
  readonly id: string;
  /** Begin after this row. */
  readonly after: number;
  readonly until: 'ended' | 'settled';
}

/**
 * The lines of a run as they happen. If the host goes away another one is found, or this process becomes it, and the
 * lines go on after the last one seen: none is missing, none comes twice.
 */
export async function* followRun(session: Session, following: Following, { id, after, until }: FollowOptions): AsyncGenerator<RunLine, void, void> {
  const { interrupted } = session.terminal;
  let seen = after;
  while (!interrupted.aborted) {
    try {
      const lines = await following.connection.call('runs.watch', { id, after: seen, until }, interrupted);
      if (!isStream(lines)) throw new TypeError('`runs.watch` answers a stream.');
      for await (const line of lines as AsyncIterable<RunLine>) {
        seen = line.seq ?? seen;
        yield line;
      }
      // A host that closes may end its streams without a word, so the end of one is no proof.
      if (interrupted.aborted || isOver(await readRun(session, following, id), until)) return;
    } catch (error) {
      if (interrupted.aborted) return;
      if (!(error instanceof HostGone)) throw error;
    }
    session.hint(session.paint('dim', `The host went away; going on after row ${seen}.`));
    await reconnect(session, following);
  }
}

/** The run as it stands. */
export async function readRun(session: Session, following: Following, id: string): Promise<RunView> {
  return acrossHosts(session, following, async ({ call }) => (await call('runs.get', { id })) as RunView);
}

function isOver(run: RunView, until: FollowOptions['until']): boolean {
  return until === 'settled' ? rests(run, Date.now()) : endedStatuses.includes(run.status);
}
