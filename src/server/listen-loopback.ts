import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { AppError } from '../core/domain/model/errors.ts';

/** Slow and endless requests are cut; answers, streams above all, may take as long as they need. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 5000,
  requestTimeout: 60_000,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 5000,
  // Clients that offer HTTP/2 are answered as they always were: over HTTP/1.1.
  shouldUpgradeCallback: ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === 'websocket',
};
const mostRequestsPerSocket = 10_000;

export interface LoopbackServers {
  readonly port: number;
  /** For IPv4, and for IPv6 where this machine has it. */
  readonly servers: readonly Server[];
}

export interface PortChoice {
  /** This one or none. 0 is any free one. */
  readonly demanded: number | undefined;
  /** Where nothing is demanded: this one if it is free, else any. */
  readonly usual: number;
}

/** Listens on this machine's own addresses, IPv4 and IPv6, on one port. A demanded port that is in use is a `conflict`. */
export async function listenLoopback({ demanded, usual }: PortChoice, listener: RequestListener): Promise<LoopbackServers> {
  try {
    return await listenOnBoth(demanded ?? usual, listener);
  } catch (error) {
    const code = errorCode(error);
    if (demanded === undefined && (code === 'EADDRINUSE' || code === 'EACCES')) return listenOnBoth(0, listener);
    throw portRefused(error, demanded ?? usual);
  }
}

/** Refuses as {@link listenLoopback} does when this port cannot be had just now; listens no longer than it takes to find out. */
export async function demandFreePort(port: number): Promise<void> {
  const { servers } = await listenLoopback({ demanded: port, usual: port }, () => undefined);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
}

async function listenOnBoth(port: number, listener: RequestListener): Promise<LoopbackServers> {
  const first = await listen(port, '127.0.0.1', listener);
  const taken = portOf(first);
  try {
    return { port: taken, servers: [first, await listen(taken, '::1', listener)] };
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port: taken, servers: [first] };
    await new Promise((resolve) => first.close(resolve));
    // A free port was free for one family only: another one is as good.
    if (port === 0 && code === 'EADDRINUSE') return listenOnBoth(0, listener);
    throw error;
  }
}

function listen(port: number, host: string, listener: RequestListener): Promise<Server> {
  const server = createServer(limits, listener);
  server.maxRequestsPerSocket = mostRequestsPerSocket;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('A listening server has no port.');
  return address.port;
}

function errorCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function portRefused(error: unknown, port: number): unknown {
  const options = { data: { port }, cause: error };
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new AppError('conflict', `Port ${port} of this machine is in use by another program.`, { ...options, next: 'Choose another port with --port, or leave it out for a free one.' });
    case 'EACCES':
      return new AppError('precondition_failed', `Port ${port} may not be used by this user.`, { ...options, next: 'Choose a port above 1023 with --port.' });
    case 'ERR_SOCKET_BAD_PORT':
      return new AppError('input_invalid', `${port} is no port.`, { ...options, next: 'Choose a number from 0 to 65535 with --port.' });
    default:
      return error;
  }
}
