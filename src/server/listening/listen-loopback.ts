import type { RequestListener } from 'node:http';
import { listenAt, type ListeningServer, portOf } from './listen-at.ts';
import { portRefused, systemCodeOf } from './port-refused.ts';

export interface LoopbackServers {
  readonly port: number;
  /** For IPv4, and for IPv6 where this machine has it. */
  readonly servers: readonly ListeningServer[];
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
    const code = systemCodeOf(error);
    if (demanded === undefined && (code === 'EADDRINUSE' || code === 'EACCES')) return listenOnBoth(0, listener);
    throw portRefused(error, { port: demanded ?? usual, flag: '--port' });
  }
}

/** Refuses as {@link listenLoopback} does when this port cannot be had just now; listens no longer than it takes to find out. */
export async function demandFreePort(port: number): Promise<void> {
  const { servers } = await listenLoopback({ demanded: port, usual: port }, () => undefined);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
}

async function listenOnBoth(port: number, listener: RequestListener): Promise<LoopbackServers> {
  const first = await listenAt({ port, host: '127.0.0.1' }, listener);
  const taken = portOf(first);
  try {
    return { port: taken, servers: [first, await listenAt({ port: taken, host: '::1' }, listener)] };
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EADDRNOTAVAIL' || code === 'EAFNOSUPPORT') return { port: taken, servers: [first] };
    await new Promise((resolve) => first.close(resolve));
    // A free port was free for one family only: another one is as good.
    if (port === 0 && code === 'EADDRINUSE') return listenOnBoth(0, listener);
    throw error;
  }
}
