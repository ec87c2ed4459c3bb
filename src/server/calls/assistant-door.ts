import type { McpHttpHandler } from '@modelcontextprotocol/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { AssistantCall } from '../../assistants/assistant.ts';
import type { App } from '../../core/app/app.ts';
import type { Caller } from '../../core/domain/model/caller.ts';
import { errorFromWire } from '../../core/domain/model/error-wire.ts';

/** A tool waits no longer for a run, as programs of assistants give an answer up after a minute. */
const waitMs = 50_000;

/** What of a request the protocol reads; its token is none of its affair. */
const protocolHeaders = ['accept', 'content-type', 'mcp-protocol-version', 'mcp-method', 'mcp-name', 'mcp-session-id', 'last-event-id'];

export interface AssistantDoorOptions<R> {
  readonly callerOf: (request: R) => Caller;
  /** The door closes: what is under way ends. */
  readonly closing: AbortSignal;
}

/** `/mcp`, for assistants: the Model Context Protocol over HTTP, without sessions, each request on behalf of its token. */
export function createAssistantDoor<R extends IncomingMessage & { readonly body?: unknown }>({ call, log }: Pick<App, 'call' | 'log'>, { callerOf, closing }: AssistantDoorOptions<R>): (request: R, response: ServerResponse) => Promise<void> {
  const known = new Map();
  const callers = new WeakMap<object, Caller>();
  let handler: Promise<McpHttpHandler> | undefined;
  // Its libraries take longer to load than a short command takes, whose host this may be.
  const open = async (): Promise<McpHttpHandler> => {
    const [{ createMcpHandler }, { createAssistantServer }] = await Promise.all([import('@modelcontextprotocol/server'), import('../../assistants/assistant-server.ts')]);
    const opened = createMcpHandler(
      ({ authInfo }) => {
        const caller = callers.get(authInfo?.extra ?? {});
        if (caller === undefined) throw new TypeError('A request came by another way than its door.');
        return createAssistantServer({ call: callAs(call, caller), rights: caller, waitMs }, known);
      },
      { onerror: (error) => { log.debug('A request of an assistant was refused', { reason: error.message.slice(0, 200) }); } },
    );
    closing.addEventListener('abort', () => void opened.close(), { once: true });
    return opened;
  };
  return async (request, response) => {
    handler ??= open();
    const gone = new AbortController();
    response.once('close', () => { gone.abort(); });
    const { method = 'GET', body } = request;
    const headers = protocolHeaders.flatMap((name): [string, string][] => (typeof request.headers[name] === 'string' ? [[name, request.headers[name]]] : []));
    // The handler hands this on and reads nothing of it: who calls was found out before.
    const extra = {};
    callers.set(extra, callerOf(request));
    const asked = new Request('http://localhost/mcp', { method, headers, signal: AbortSignal.any([gone.signal, closing]), ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const answer = await (await handler).fetch(asked, { authInfo: { token: '', clientId: '', scopes: [], extra }, ...(body === undefined ? {} : { parsedBody: body }) });
    await send(answer, response);
  };
}

function callAs(call: App['call'], caller: Caller): AssistantCall {
  return async (operation, input, signal) => {
    try {
      return await call(operation, input, { caller, ...(signal === undefined ? {} : { signal }) });
    } catch (error) {
      throw errorFromWire(error);
    }
  };
}

async function send({ status, headers, body }: Response, response: ServerResponse): Promise<void> {
  response.statusCode = status;
  for (const [name, value] of headers) if (name !== 'cache-control') response.setHeader(name, value);
  if (body === null) {
    response.end();
    return;
  }
  response.flushHeaders();
  // Whoever asked may leave before all is said.
  await pipeline(piecesOf(body), response).catch(() => undefined);
}

async function* piecesOf(body: NonNullable<Response['body']>): AsyncGenerator<Uint8Array, void, void> {
  const reader = body.getReader();
  try {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) yield piece.value;
  } finally {
    await reader.cancel();
  }
}
