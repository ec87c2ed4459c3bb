import { type Context, ORPCError } from '@orpc/server';
import type { StandardHandlerOptions } from '@orpc/server/standard';
import { describeFailure, toTransportError, unknownOperation } from '../../core/app/failure.ts';
import { AppError } from '../../core/domain/model/errors.ts';

type Interceptor<T extends Context> = NonNullable<StandardHandlerOptions<T>['interceptors']>[number];

/**
 * What a transport refuses before dispatch sees it, in our words: a path no operation has, a body that is no input. Goes
 * into the `interceptors` of a handler of any transport.
 */
export function ourErrors<T extends Context>(): Interceptor<T> {
  return async (call) => {
    const operation = nameOf(call.request.url.pathname, call.prefix);
    try {
      const result = await call.next();
      if (!result.matched) throw unknownOperation(operation);
      return result;
    } catch (thrown) {
      // Dispatch answers oRPC errors only, so anything else broke while the input was read.
      const known = thrown instanceof ORPCError || thrown instanceof AppError ? thrown : new ORPCError('BAD_REQUEST', { message: 'it is not in the form this door reads', cause: thrown });
      throw toTransportError(describeFailure(known, { operation, correlationId: '' }), thrown);
    }
  };
}

function nameOf(pathname: string, prefix: string | undefined): string {
  const path = prefix === undefined ? pathname : pathname.slice(prefix.length);
  return path.split('/').filter((part) => part !== '').join('.');
}
