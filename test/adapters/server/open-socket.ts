import { RPCLink } from '@orpc/client/websocket';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { WebSocket } from 'ws';

export interface SocketRequest {
  readonly path?: string;
  readonly headers?: { readonly [name: string]: string };
  /** Offered as a page offers it, beside the protocol. */
  readonly token?: string | undefined;
  /** Answers no ping. */
  readonly isSilent?: boolean;
}

/** A socket as a page or a program may ask for it: any header, nothing added but what the protocol needs. */
export function socketTo(address: string, { path = '/rpc', headers = {}, token, isSilent = false }: SocketRequest): WebSocket {
  return new WebSocket(`${address.replace('http', 'ws')}${path}`, ['aiwm', ...(token === undefined ? [] : [`token.${token}`])], { headers, autoPong: !isSilent });
}

/** The HTTP status a request for a socket is answered with: 101 where it is opened, and it is closed again at once. */
export function statusOf(address: string, request: SocketRequest): Promise<{ readonly status: number; readonly text: string }> {
  const socket = socketTo(address, request);
  return new Promise((resolve, reject) => {
    socket.once('open', () => {
      socket.terminate();
      resolve({ status: 101, text: '' });
    });
    socket.once('unexpected-response', (_request: unknown, response: IncomingMessage) => {
      resolve(Array.fromAsync(response as AsyncIterable<Buffer>).then((chunks) => ({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() })));
    });
    socket.once('error', reject);
  });
}

/** A socket that stands open. */
export async function openSocket(address: string, request: SocketRequest): Promise<WebSocket> {
  const socket = socketTo(address, request);
  await once(socket, 'open');
  return socket;
}

/** The code a socket is closed with. */
export async function closeCodeOf(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

/** A client's calls through a socket of `ws`, which is one of browsers in all that the link uses. */
export function linkThrough(socket: WebSocket): RPCLink<object> {
  return new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
}
