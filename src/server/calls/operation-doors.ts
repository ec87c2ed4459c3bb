import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { RPCHandler } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../../core/app/app.ts';
import { type Caller, type Door, isCorrelationId, localUser } from '../../core/domain/model/caller.ts';
import { isErrorWire } from '../../core/domain/model/error-wire.ts';
import { ourErrors } from './operation-errors.ts';
import { abortOn, plainStreamErrors, wireStreams } from './wire-streams.ts';

type Context = Caller & Record<never, never>;

/** A request whose body, if any, was read and parsed already. */
export type ReadRequest = IncomingMessage & { body?: unknown };

/** Answers one request; it always does, if only with a failure. */
export type OperationDoor = (request: ReadRequest, response: ServerResponse) => Promise<void>;

/** The two ways to every operation over HTTP: `/rpc` for clients that share the contract, `/api` for everybody else. */
export function createOperationDoors({ router }: Pick<App, 'router'>, closing: AbortSignal): { readonly rpc: OperationDoor; readonly api: OperationDoor } {
  const rpc = new RPCHandler<Context>(router, {
    rootInterceptors: [abortOn(closing)],
    interceptors: [ourErrors()],
    clientInterceptors: [wireStreams(closing)],
  });
  const api = new OpenAPIHandler<Context>(router, {
    // What comes in an address is text; the operation's schema says what it means.
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    rootInterceptors: [abortOn(closing), plainStreamErrors()],
    interceptors: [ourErrors()],
    clientInterceptors: [wireStreams(closing)],
    customErrorResponseBodyEncoder: ({ data }: { readonly data: unknown }) => (isErrorWire(data) ? data : undefined),
  });
  return {
    rpc: async (request, response) => {
      await rpc.handle(request, response, { prefix: '/rpc', context: callerOf(request, 'http') });
    },
    api: async (request, response) => {
      await api.handle(request, response, { prefix: '/api', context: callerOf(request, 'rest') });
    },
  };
}

/** Whoever has a token is the person at this machine; our own clients say by which door that person came, and which calls belong together. */
function callerOf({ headers }: IncomingMessage, door: Door): Context {
  const { 'x-aiwm-door': named, 'x-correlation-id': correlationId } = headers;
  const caller = localUser(named === 'cli' || named === 'desktop' ? named : door);
  return typeof correlationId === 'string' && isCorrelationId(correlationId) ? { ...caller, correlationId } : caller;
}
