import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { errorFromWire, isErrorWire } from '../../core/domain/model/error-wire.ts';
import { type Connection, HostGone, isStream, type OwnClient } from './connection.ts';
import type { HostAddress } from './host-address.ts';

type ByName = { readonly [area: string]: { readonly [verb: string]: (input: unknown, options: { readonly signal?: AbortSignal }) => Promise<unknown> } };

/** A client of the host at `address`. Every call proves itself with the host's token. */
export function connectToHost({ address, token }: HostAddress, correlationId?: string, { door, access }: OwnClient = { door: 'cli' }): Connection {
  const link = new RPCLink({
    url: `${address}/rpc`,
    headers: () => ({ authorization: `Bearer ${token}`, 'x-aiwm-door': door, ...(access === undefined ? {} : { 'x-aiwm-access': access }), ...(correlationId === undefined ? {} : { 'x-correlation-id': correlationId }) }),
  });
  return connectionOver(link, () => Promise.resolve());
}

/** A connection whose calls go through `link`. */
export function connectionOver(link: ClientLink<ClientContext>, close: Connection['close']): Connection {
  // Operations are named by the command line; the contract's types end here.
  const client = createORPCClient(link) as unknown as ByName;
  return {
    role: 'client',
    async call(operation, input, signal) {
      const [area = '', verb = ''] = operation.split('.');
      try {
        const answer = await client[area]?.[verb]?.(input, signal === undefined ? {} : { signal });
        return isStream(answer) ? streamFromHost(answer, signal) : answer;
      } catch (error) {
        throw translate(error, signal);
      }
    },
    settled: () => Promise.resolve(),
    close,
  };
}

async function* streamFromHost(stream: AsyncIterable<unknown>, signal: AbortSignal | undefined): AsyncGenerator<unknown, void, void> {
  try {
    yield* stream;
  } catch (error) {
    throw translate(error, signal);
  }
}

/** What the host answered is an `AppError`; what kept it from answering is {@link HostGone}. */
function translate(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted === true) return error;
  if (!isAnswer(error)) return new HostGone('The host went away.', { cause: error });
  const failure = errorFromWire(error);
  // Nobody here interrupted anything, so the host is closing.
  return failure.code === 'interrupted' ? new HostGone(failure.message, { cause: error }) : failure;
}

function isAnswer(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'data' in error && isErrorWire(error.data);
}
