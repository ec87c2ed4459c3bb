import { mapEventIterator, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import type { AppRouter } from '../core/app/app.ts';
import { toTransportError } from '../core/app/failure.ts';
import { AppError } from '../core/domain/model/errors.ts';
import type { Contract } from '../core/domain/operations/areas.ts';
import { createPassingRouter } from './passing-router.ts';

export interface RemoteHost {
  readonly address: string;
  readonly token: string;
}

/** A router that passes every call on to the host of another process, which checks and answers it. */
export function createRemoteRouter(contract: Contract, { address, token }: RemoteHost): AppRouter {
  const link = new RPCLink({ url: `${address}/rpc`, headers: { authorization: `Bearer ${token}`, 'x-aiwm-door': 'desktop' } });
  return createPassingRouter(contract, async ({ input, path, signal }) => {
    try {
      const answer = await link.call([...path], input, { context: {}, ...(signal === undefined ? {} : { signal }) });
      if (!isStream(answer)) return answer;
      return mapEventIterator(answer, { value: async (item: unknown) => item, error: async (thrown) => answered(thrown) });
    } catch (thrown) {
      throw answered(thrown);
    }
  });
}

/** What the host answered goes on as it is; anything else kept it from answering. */
function answered(thrown: unknown): unknown {
  if (thrown instanceof ORPCError) return thrown;
  const gone = new AppError('connector_unavailable', 'The process that holds the data directory does not answer any more.', {
    next: 'Close this window and start the program again: it then takes over, and runs go on where they stood.',
    cause: thrown,
  });
  return toTransportError(gone.toWire(), gone);
}

function isStream(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
