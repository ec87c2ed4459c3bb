import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

export interface PrivateServer extends AsyncDisposable {
  readonly port: number;
  /** What it was asked, in order: `GET /path`. */
  readonly requests: readonly string[];
  /** Sockets that were opened to it, whatever came of them. */
  readonly connections: number;
  readonly openSockets: ReadonlySet<Socket>;
}

/** A server that nobody outside of this machine reaches. */
export async function openPrivateServer(answer: RequestListener = (_request, response) => response.end('private'), { host = '127.0.0.1', port = 0 } = {}): Promise<PrivateServer> {
  const requests: string[] = [];
  const openSockets = new Set<Socket>();
  let connections = 0;
  const server: Server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.on('connection', (socket) => {
    connections += 1;
    openSockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => openSockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    openSockets,
    get connections() {
      return connections;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
