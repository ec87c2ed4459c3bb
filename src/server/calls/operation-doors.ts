import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { RPCHandler } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../../core/app/app.ts';
import { type Caller, type Door, isCallKey, isCorrelationId } from '../../core/domain/model/caller.ts';
import { isErrorWire } from '../../core/domain/model/error-wire.ts';
import { HttpRefusal } from '../http-refusal.ts';
import type { RateLimits } from '../access/rate-limits.ts';
import { callerOf, type TokenHolder } from '../access/token-holder.ts';
import { createSocketCalls } from '../sockets/socket-calls.ts';
import type { SocketDoorOptions } from '../sockets/socket-door.ts';
import { createAssistantDoor } from './assistant-door.ts';
import { createMethodsAt } from './methods-at.ts';
import { ourErrors } from './operation-errors.ts';
import { abortOn, plainStreamErrors, wireStreams } from './wire-streams.ts';

type Context = Caller & Record<never, never>;

/** A request whose body, if any, was read and parsed already. */
export type ReadRequest = IncomingMessage & { body?: unknown; readonly holder: TokenHolder };

/** Answers one request; it always does, if only with a failure. */
export type OperationDoor = (request: ReadRequest, response: ServerResponse) => Promise<void>;

export interface DoorOptions {
  /** The door closes: streams end. */
  readonly closing: AbortSignal;
  /** Nothing is waited for any more. */
  readonly leaving: AbortSignal;
  /** Pages, and tokens that were made by name, may name programs that this machine starts. */
  readonly allowPrograms: boolean;
  readonly limits: Pick<RateLimits, 'isTooMuch'>;
}

export interface OperationDoors {
  readonly rpc: OperationDoor;
  readonly api: OperationDoor;
  readonly assistants: OperationDoor;
  readonly socket: SocketDoorOptions['serve'];
}

/** The ways to every operation: `/rpc` for clients that share the contract, as requests or through a socket, `/mcp` for assistants, `/api` for everybody else. */
export function createOperationDoors({ router, contract, log, call }: Pick<App, 'router' | 'contract' | 'log' | 'call'>, { closing, leaving, allowPrograms, limits }: DoorOptions): OperationDoors {
  const rpc = new RPCHandler<Context>(router, {
    rootInterceptors: [abortOn(leaving)],
    interceptors: [ourErrors()],
    clientInterceptors: [wireStreams(closing)],
  });
  const api = new OpenAPIHandler<Context>(router, {
    // What comes in an address is text; the operation's schema says what it means.
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    rootInterceptors: [abortOn(leaving), plainStreamErrors()],
    interceptors: [ourErrors()],
    clientInterceptors: [wireStreams(closing)],
    customErrorResponseBodyEncoder: ({ data }: { readonly data: unknown }) => (isErrorWire(data) ? data : undefined),
  });
  const methodsAt = createMethodsAt(contract);
  const calls = createSocketCalls({ router, log }, closing);
  // A program here may start programs as it is; whoever else comes in is let do so by `allowPrograms`.
  const contextOf = (request: IncomingMessage, holder: TokenHolder, door: Door): Context => ({ ...callerIn(request, holder, door), fromPage: holder.kind !== 'program' && !allowPrograms });
  return {
    rpc: async (request, response) => {
      demandMatched(request, await rpc.handle(request, response, { prefix: '/rpc', context: contextOf(request, request.holder, 'http') }));
    },
    api: async (request, response) => {
      demandMethod(request, methodsAt);
      demandMatched(request, await api.handle(request, response, { prefix: '/api', context: contextOf(request, request.holder, 'rest') }));
    },
    assistants: createAssistantDoor({ call, log }, { closing, callerOf: (request: ReadRequest) => uncounted(contextOf(request, request.holder, 'mcp')) }),
    socket: (socket, { request, holder }) => { calls(socket, { caller: contextOf(request, holder, 'http'), asksTooMuch: () => limits.isTooMuch(holder) }); },
  };
}

/** An address that leads out again, such as `/api/../x`, is none of an operation: nobody has answered it. */
function demandMatched({ url = '' }: ReadRequest, { matched }: { readonly matched: boolean }): void {
  if (matched) return;
  throw new HttpRefusal(404, { code: 'operation_unknown', message: `There is no operation at "${url.split('?', 1)[0] ?? ''}".`, next: 'Ask one of the addresses of /api/openapi.json.' });
}

/** One request of an assistant may be several calls, so no key of it is the key of a call. */
function uncounted({ callKey: _key, ...caller }: Context): Context {
  return caller;
}

/** A path that is somebody's, asked with a method it does not have. */
function demandMethod({ method = '', url = '' }: ReadRequest, methodsAt: (path: string) => readonly string[]): void {
  const path = (url.split('?', 1)[0] ?? '').slice('/api'.length);
  const methods = methodsAt(path);
  if (methods.length === 0 || methods.includes(method) || (method === 'HEAD' && methods.includes('GET'))) return;
  throw new HttpRefusal(405, { code: 'operation_unknown', message: `"/api${path}" is not asked with ${method}.`, next: `Use ${methods.join(' or ')}; /api/openapi.json says what each does.`, headers: { allow: methods.join(', ') } });
}

/** Clients say which calls belong together. */
function callerIn({ headers }: IncomingMessage, holder: TokenHolder, door: Door): Context {
  const { 'x-aiwm-door': named, 'x-aiwm-access': held, 'x-correlation-id': correlationId, 'idempotency-key': callKey } = headers;
  const caller = callerOf(holder, { door, named: textOf(named), held: textOf(held) });
  return {
    ...caller,
    ...(typeof correlationId === 'string' && isCorrelationId(correlationId) ? { correlationId } : {}),
    ...(callKey === undefined ? {} : { callKey: demandCallKey(callKey) }),
  };
}

/** Without the key it came with, a command sent again would be done again: one that cannot be read is no key to leave out. */
function demandCallKey(given: string | readonly string[]): string {
  if (typeof given === 'string' && isCallKey(given)) return given;
  throw new HttpRefusal(400, { code: 'input_invalid', message: 'The header Idempotency-Key holds no key.', next: 'Use 1 to 200 visible ASCII characters, such as a UUID.' });
}

function textOf(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
