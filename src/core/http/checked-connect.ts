import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import { AppError } from '../domain/model/errors.ts';
import { isPublicAddress } from './public-address.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Every address a name has now. */
export type ResolveName = (name: string) => Promise<readonly ResolvedAddress[]>;

export const resolveBySystem: ResolveName = async (name) => systemLookup(name, { all: true, order: 'verbatim' });

export interface CheckedConnectOptions {
  readonly resolve: ResolveName;
  /** Whether the person allowed this host and port, wherever they are. */
  readonly isAllowed: boolean;
  /** What stands on the person's list already: the next step keeps it. */
  readonly allowed: readonly string[];
  readonly timeoutMs: number;
}

/**
 * Opens sockets to public addresses only. A name is resolved once; the addresses that were checked are those the socket
 * gets, so that a second answer of its server can lead nowhere else. One bad address among several refuses them all.
 */
export function checkedConnect({ resolve, isAllowed, allowed, timeoutMs }: CheckedConnectOptions): buildConnector.connector {
  return (options, callback) => {
    const host = options.hostname.replace(/^\[(.*)\]$/u, '$1');
    const open = async (): Promise<void> => {
      const found = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }];
      if (!isAllowed) demandPublic({ host, port: options.port, allowed }, found);
      if (found.length === 0) throw Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' });
      buildConnector({ lookup: answering(found), timeout: timeoutMs, autoSelectFamily: true, allowH2: false, maxCachedSessions: 0, keepAlive: false })(options, callback);
    };
    open().catch((error: unknown) => {
      callback(error instanceof Error ? error : new Error(String(error)), null);
    });
  };
}

interface Refused {
  readonly host: string;
  readonly port: string;
  readonly allowed: readonly string[];
}

function demandPublic(refused: Refused, found: readonly ResolvedAddress[]): void {
  const bad = found.find(({ address }) => !isPublicAddress(address));
  if (bad !== undefined) throw hostNotPublic(refused, bad.address);
}

/** Says how the one who owns this machine can allow the host, if it was meant. */
function hostNotPublic({ host, port, allowed }: Refused, address: string): AppError {
  const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const what = host === address ? `${place} is not on the public Internet` : `${place} leads to ${address}, which is not on the public Internet`;
  return new AppError('host_denied', `${what}, and was not asked.`, {
    next: `If it is meant, allow it: \`aiwm settings set network.allowedPrivateHosts '${JSON.stringify([...allowed, place])}'\`.`,
    data: { reason: 'not_public', host: place },
  });
}

/** A lookup that gives these addresses and asks nobody. */
function answering(found: readonly ResolvedAddress[]): LookupFunction {
  return (_name, { all }, callback) => {
    const [first] = found;
    if (all === true || first === undefined) callback(null, found.map(({ address, family }) => ({ address, family })));
    else callback(null, first.address, first.family);
  };
}
