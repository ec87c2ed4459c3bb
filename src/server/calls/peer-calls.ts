import { RPCHandler } from '@orpc/server/websocket';
import type { App } from '../../core/app/app.ts';
import type { Caller } from '../../core/domain/model/caller.ts';
import { nestsTooDeep } from './json-body.ts';
import { ourErrors } from './operation-errors.ts';
import { abortOn, wireStreams } from './wire-streams.ts';

type Context = Caller & Record<never, never>;

/** The other end of a line that stays open: a socket, a message port. */
export interface CallPeer {
  /** Done when the message has left: a stream waits for its reader instead of piling up what nobody takes. */
  send(message: string): Promise<void>;
}

export interface PeerCalls {
  /** Answers one message; `false` for one that is no message of ours, with which nothing was done. */
  message(text: unknown): boolean;
  /** Ends what the peer had open. */
  close(): void;
}

export interface PeerCallsOptions {
  readonly router: App['router'];
  readonly log: Pick<App['log'], 'warn'>;
  readonly closing: AbortSignal;
  /** How long a message may be, in characters; a line that counts bytes itself sets none. */
  readonly longest?: number;
}

/** Answers calls that come as messages through lines that stay open, on behalf of a caller each. */
export function createPeerCalls({ router, log, closing, longest = Infinity }: PeerCallsOptions): (peer: CallPeer, caller: Caller) => PeerCalls {
  const handler = new RPCHandler<Context>(router, {
    rootInterceptors: [abortOn(closing)],
    interceptors: [ourErrors()],
    clientInterceptors: [wireStreams(closing)],
  });
  return (peer, caller) => {
    const end = { addEventListener: () => undefined, send: (message: Sent) => peer.send(written(message)) };
    return {
      message(text) {
        if (typeof text !== 'string' || text.length > longest || !isCall(text)) return false;
        // Failures of operations are answers; what is thrown here, nobody foresaw.
        handler.message(end, text, { context: { ...caller } }).catch((fault: unknown) => { log.warn('A call through an open line failed', { reason: String(fault) }); });
        return true;
      },
      close() { handler.close(end); },
    };
  };
}

type Sent = Parameters<globalThis.WebSocket['send']>[0];

function written(message: Sent): string {
  if (typeof message !== 'string') throw new TypeError('Only text is sent through a line that stays open.');
  return message;
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
