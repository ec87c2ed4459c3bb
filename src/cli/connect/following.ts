import type { OperationKind } from '../../core/domain/operations/define-operation.ts';
import type { Session } from '../session.ts';
import { type Connection, HostGone } from './connection.ts';

/** A connection that is replaced when its host goes away. */
export interface Following {
  connection: Connection;
  /** What the next one is for. */
  readonly kind: OperationKind;
}

const mostHosts = 5;

/** Takes another connection in the place of one whose host is gone: to the next host, or as the host itself. */
export async function reconnect(session: Session, following: Following): Promise<void> {
  await following.connection.close();
  following.connection = await session.connect(following.kind);
}

/** Does what can be done twice without harm, with the next host if one goes away in the middle. */
export async function acrossHosts<T>(session: Session, following: Following, act: (connection: Connection) => Promise<T>): Promise<T> {
  for (let host = 1; ; host += 1) {
    try {
      return await act(following.connection);
    } catch (error) {
      if (!(error instanceof HostGone) || host === mostHosts || session.terminal.interrupted.aborted) throw error;
      await reconnect(session, following);
    }
  }
}

const patienceMs = 1000;

/** As the host: stays while runs that were named here or by a client have something to do. False if a person did not let it. */
export async function stayWhileNeeded(session: Session, { connection }: Following): Promise<boolean> {
  const { interrupted } = session.terminal;
  const explain = setTimeout(() => { session.hint('Driving runs until they end or wait; Ctrl+C leaves them to the next host.'); }, patienceMs);
  try {
    await connection.settled(interrupted);
  } catch (error) {
    if (!interrupted.aborted) throw error;
  } finally {
    clearTimeout(explain);
  }
  return !interrupted.aborted;
}
