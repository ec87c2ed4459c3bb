import type { AssistantCall } from '../../assistants/assistant.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import { isAreaName } from '../../core/domain/operations/areas.ts';
import { operationFacts } from '../../core/domain/operations/operation-facts.ts';
import { operationsOf } from '../../core/domain/operations/operations-of.ts';
import type { Session } from '../session.ts';
import { type Connection, HostGone } from './connection.ts';

const mostHosts = 5;

export interface CallsAcrossHosts {
  readonly call: AssistantCall;
  close(): Promise<void>;
}

/**
 * Calls of a program that stays while hosts come and go. One that a host did not answer is made again of the next, where
 * that does no harm: it only reads, or has a key. Several that lose their host at once find the next one together.
 */
export function callsAcrossHosts({ terminal }: Pick<Session, 'terminal'>, connect: () => Promise<Connection>): CallsAcrossHosts {
  let current: Promise<Connection> | undefined;
  const connected = (): Promise<Connection> => {
    current ??= connect();
    const mine = current;
    // A host that could not be reached may be there when the next call is made.
    mine.catch(() => { if (current === mine) current = undefined; });
    return mine;
  };
  return {
    async call(operation, input, signal = terminal.interrupted) {
      for (let host = 1; ; host += 1) {
        const mine = connected();
        const connection = await mine;
        try {
          return await connection.call(operation, input as JsonObject, signal);
        } catch (error) {
          if (!(error instanceof HostGone)) throw error;
          if (current === mine) {
            current = undefined;
            await connection.close();
          }
          if (host === mostHosts || signal.aborted || !(await isRepeatable(operation, input))) throw unanswered(operation, error);
        }
      }
    },
    async close() {
      const last = await current?.catch(() => undefined);
      await last?.close();
    },
  };
}

async function isRepeatable(operation: string, input: object): Promise<boolean> {
  if ('key' in input) return true;
  const [area = '', verb = ''] = operation.split('.');
  const procedure = isAreaName(area) ? (await operationsOf(area, verb))[verb] : undefined;
  return procedure !== undefined && operationFacts(procedure).kind !== 'command';
}

function unanswered(operation: string, cause: HostGone): AppError {
  return new AppError('interrupted', `The host went away before it answered "${operation}".`, { next: 'Look whether it was done, and do it again if not.', cause });
}
