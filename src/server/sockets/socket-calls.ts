import { RPCHandler } from '@orpc/server/websocket';
import type { RawData, WebSocket } from 'ws';
import type { App } from '../../core/app/app.ts';
import type { Caller } from '../../core/domain/model/caller.ts';
import { nestsTooDeep } from '../calls/json-body.ts';
import { ourErrors } from '../calls/operation-errors.ts';
import { abortOn, wireStreams } from '../calls/wire-streams.ts';
import { closeCodes } from './close-codes.ts';

type Context = Caller & Record<never, never>;

/** Answers the calls that come through a socket on behalf of a caller, until it closes: that ends what it had open. */
export type SocketCalls = (socket: WebSocket, caller: Caller) => void;

export function createSocketCalls({ router, log }: Pick<App, 'router' | 'log'>, closing: AbortSignal): SocketCalls {
  const handler = new RPCHandler<Context>(router, {
    rootInterceptors: [abortOn(closing)],
    interceptors: [ourErrors()],
    clientInterceptors: [wireStreams(closing)],
  });
  return (socket, caller) => {
    const peer = { addEventListener: () => undefined, send: (message: Sent) => sent(socket, message) };
    socket.on('message', (data, isBinary) => {
      const text = textOf(data);
      if (isBinary || text === undefined || !isCall(text)) {
        socket.close(closeCodes.unreadable, 'This is no message of ours');
        return;
      }
      // Failures of operations are answers; what is thrown here, nobody foresaw.
      handler.message(peer, text, { context: { ...caller } }).catch((fault: unknown) => { log.warn('A call through a socket failed', { reason: String(fault) }); });
    });
    socket.once('close', () => { handler.close(peer); });
  };
}

type Sent = Parameters<globalThis.WebSocket['send']>[0];

/** Done when the message has left: a stream waits for its reader instead of piling up what nobody takes. */
function sent(socket: WebSocket, message: Sent): Promise<void> {
  if (typeof message !== 'string') throw new TypeError('Only text is sent through a socket.');
  return new Promise((resolve) => {
    // One that closed meanwhile has ended its streams already.
    socket.send(message, () => { resolve(); });
  });
}

function textOf(data: RawData): string | undefined {
  return Buffer.isBuffer(data) ? data.toString('utf8') : undefined;
}

/** Whether oRPC can read it: our own page writes nothing else. Only `t` 4, the end of a call, has no body. */
function isCall(text: string): boolean {
  if (nestsTooDeep(text)) return false;
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return false;
  }
  if (!isRecord(message) || typeof message['i'] !== 'string') return false;
  const { t: type = 1, p: body } = message;
  return type === 4 || (type === 1 && isRecord(body) && typeof body['u'] === 'string' && body['u'].startsWith('/') && (body['h'] === undefined || isLastEventId(body['h'])));
}

/** No header but this one means anything here; others could only make a body something else than JSON. */
function isLastEventId(headers: unknown): boolean {
  return isRecord(headers) && Object.keys(headers).every((name) => name === 'last-event-id');
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
