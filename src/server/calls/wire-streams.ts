import { ErrorEvent, mapEventIterator, withEventMeta } from '@orpc/client';
import type { Context } from '@orpc/server';
import type { StandardHandlerOptions } from '@orpc/server/standard';
import { toTransportError } from '../../core/app/failure.ts';
import { isErrorWire } from '../../core/domain/model/error-wire.ts';
import { AppError } from '../../core/domain/model/errors.ts';
import type { OperationMeta } from '../../core/domain/operations/define-operation.ts';

type Options<T extends Context> = StandardHandlerOptions<T>;
type RequestInterceptor<T extends Context> = NonNullable<Options<T>['rootInterceptors']>[number];
type CallInterceptor<T extends Context> = NonNullable<Options<T>['clientInterceptors']>[number];

/** Aborts what is under way at the signal, as if its caller had gone. Goes into `rootInterceptors`. */
export function abortOn<T extends Context>(closing: AbortSignal): RequestInterceptor<T> {
  return async (call) => {
    const signal = call.request.signal === undefined ? closing : AbortSignal.any([call.request.signal, closing]);
    return call.next({ ...call, request: { ...call.request, signal } });
  };
}

/**
 * Prepares streams for a wire, in `clientInterceptors`: an item that has a `seq` carries it as the id of its event, and
 * a reader that comes back with the last id it saw goes on after it. A stream that the door's closing ends fails with
 * `interrupted`, so that its reader knows there is more to come, instead of ending as if all were said.
 */
export function wireStreams<T extends Context>(closing: AbortSignal): CallInterceptor<T> {
  return async (call) => {
    const input = resumed(call.input, call.lastEventId);
    // A call that answers once may still do so while the door closes; a stream would go on for ever.
    const ends = [closing, ...(call.signal === undefined ? [] : [call.signal])];
    const output = await call.next({ ...call, input, ...(answersAStream(call.procedure) ? { signal: AbortSignal.any(ends) } : {}) });
    if (!isStream(output)) return output;
    return mapEventIterator(output, {
      value: async (item) => {
        if (closing.aborted) throw doorCloses();
        return numbered(item);
      },
      error: async (thrown) => thrown,
    });
  };
}

/** Lets a stream fail with the same plain JSON as a whole answer, instead of oRPC's envelope. Goes into `rootInterceptors`. */
export function plainStreamErrors<T extends Context>(): RequestInterceptor<T> {
  return async (call) => {
    const answer = await call.next();
    const body = answer.response?.body;
    if (!answer.matched || !isStream(body)) return answer;
    const plain = mapEventIterator(body, {
      value: async (item: unknown) => item,
      error: async (thrown) => (thrown instanceof ErrorEvent ? new ErrorEvent({ data: wireIn(thrown.data), cause: thrown }) : thrown),
    });
    return { ...answer, response: { ...answer.response, body: plain } };
  };
}

function wireIn(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'data' in error && isErrorWire(error.data) ? error.data : error;
}

/** Only streams are resumed: no other client sends the header. */
function resumed(input: unknown, lastEventId: string | undefined): unknown {
  if (lastEventId === undefined || !/^\d{1,15}$/u.test(lastEventId) || typeof input !== 'object' || input === null) return input;
  return { ...input, after: Number(lastEventId) };
}

function numbered(item: unknown): unknown {
  if (typeof item !== 'object' || item === null || !('seq' in item) || typeof item.seq !== 'number') return item;
  return withEventMeta(item, { id: String(item.seq) });
}

/** Every procedure of the contract carries its facts. */
function answersAStream(procedure: { readonly '~orpc': { readonly meta: OperationMeta } }): boolean {
  return procedure['~orpc'].meta.operation?.kind === 'stream';
}

function isStream(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

function doorCloses(): unknown {
  const error = new AppError('interrupted', 'The program closes this connection.', { next: 'Connect again; runs go on where they stood.', data: { reason: 'closing' } });
  return toTransportError(error.toWire(), error);
}
