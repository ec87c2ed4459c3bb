import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Certificate } from './certificate.ts';

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
/** A connection that never says what it wants is as good as none. */
const handshakeTimeout = 5000;

export type ListeningServer = Server | TlsServer;

export interface ListeningAt {
  readonly port: number;
  /** An address of this machine. */
  readonly host: string;
  /** Speaks TLS with it; without it HTTP. */
  readonly certificate?: Pick<Certificate, 'cert' | 'key'> | undefined;
}

/** Listens at one address and port. Rejects with the system's error if that cannot be had. */
export function listenAt({ port, host, certificate }: ListeningAt, listener: RequestListener): Promise<ListeningServer> {
  const server = certificate === undefined ? createServer(limits, listener) : createTlsServer({ ...limits, ...certificate, handshakeTimeout, minVersion: 'TLSv1.2' }, listener);
  server.maxRequestsPerSocket = mostRequestsPerSocket;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

export function portOf(server: ListeningServer): number {
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('A listening server has no port.');
  return address.port;
}
