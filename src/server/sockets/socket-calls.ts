import type { RawData, WebSocket } from 'ws';
import type { App } from '../../core/app/app.ts';
import type { Caller } from '../../core/domain/model/caller.ts';
import { createPeerCalls } from '../calls/peer-calls.ts';
import { closeCodes } from './close-codes.ts';

/** Answers the calls that come through a socket on behalf of a caller, until it closes: that ends what it had open. */
export type SocketCalls = (socket: WebSocket, reader: SocketReader) => void;

export interface SocketReader {
  readonly caller: Caller;
  /** Counts a call; whether it is one too many. */
  readonly asksTooMuch: () => boolean;
}

export function createSocketCalls({ router, log }: Pick<App, 'router' | 'log'>, closing: AbortSignal): SocketCalls {
  const calls = createPeerCalls({ router, log, closing });
  return (socket, { caller, asksTooMuch }) => {
    const peer = calls({ send: (message) => sent(socket, message) }, caller);
    socket.on('message', (data, isBinary) => {
      if (asksTooMuch()) socket.close(closeCodes.tooMuch, 'Too many calls: wait a little');
      else if (isBinary || !peer.message(textOf(data))) socket.close(closeCodes.unreadable, 'This is no message of ours');
    });
    socket.once('close', () => { peer.close(); });
  };
}

function sent(socket: WebSocket, message: string): Promise<void> {
  return new Promise((resolve) => {
    // One that closed meanwhile has ended its streams already.
    socket.send(message, () => { resolve(); });
  });
}

function textOf(data: RawData): string | undefined {
  return Buffer.isBuffer(data) ? data.toString('utf8') : undefined;
}
