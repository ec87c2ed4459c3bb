import { type ClientContext, type ClientLink, mapEventIterator, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { AppRouter } from '../core/app/app.ts';
import { toTransportError } from '../core/app/failure.ts';
import { AppError } from '../core/domain/model/errors.ts';
import type { Contract } from '../core/domain/operations/areas.ts';
import { createPassingRouter, type PassedCall } from './passing-router.ts';

export interface RemoteHost {
  readonly address: string;
  readonly token: string;
}

/** A router that passes every call on to the host of another process, which checks and answers it. */
export function createRemoteRouter(contract: Contract, { address, token }: RemoteHost): AppRouter {
  const link = new RPCLink({ url: `${address}/rpc`, headers: { authorization: `Bearer ${token}`, 'x-aiwm-door': 'desktop' } });
  return createPassingRouter(contract, (call) => passOn(link, call, hostGone));
}

/** Has a call answered through `link`. What the other side answered goes on as it is; anything else kept it from answering. */
export async function passOn(link: ClientLink<ClientContext>, { path, input, signal }: Omit<PassedCall, 'caller'>, gone: (cause: unknown) => AppError): Promise<unknown> {
  const answered = (thrown: unknown): unknown => {
    if (thrown instanceof ORPCError) return thrown;
    const failure = gone(thrown);
    return toTransportError(failure.toWire(), failure);
  };
  try {
    const answer = await link.call([...path], input, { context: {}, ...(signal === undefined ? {} : { signal }) });
    if (!isStream(answer)) return answer;
    return mapEventIterator(answer, { value: async (item: unknown) => item, error: async (thrown) => answered(thrown) });
  } catch (thrown) {
    throw answered(thrown);
  }
}

function hostGone(cause: unknown): AppError {
  return new AppError('connector_unavailable', 'The process that holds the data directory does not answer any more.', {
    next: 'Close this window and start the program again: it then takes over, and runs go on where they stood.',
    cause,
  });
}

function isStream(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
