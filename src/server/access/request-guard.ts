import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { HttpRefusal } from '../http-refusal.ts';

/** The three names of this machine, as a browser writes them. */
const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

/** By which way a request came, once it was found to be meant for this server. */
export interface Passage {
  /** From another machine, or through a program that speaks for other machines. */
  readonly isOutside: boolean;
  /** Nobody on the way can read it or put something in: what pages need to work, too. */
  readonly isPrivate: boolean;
}

export interface GuardedPlace {
  /** Whether only this machine can connect to it. */
  readonly isLoopback: boolean;
  readonly isTls: boolean;
  /** What else this place is called: the names of its certificate. */
  readonly names?: readonly string[] | undefined;
  /** Where a program in front of it is reached. */
  readonly publicUrls: readonly URL[];
}

export interface RequestGuard {
  /** Throws an {@link HttpRefusal} unless the request was meant for this server and comes from its own page or from no page. */
  check(request: Pick<IncomingMessage, 'headers'> & { readonly socket: Pick<IncomingMessage['socket'], 'localAddress' | 'localPort'> }): Passage;
}

/**
 * What stands between other web pages and this server. Any page can send requests to loopback and to a local network, and
 * any name can be made to resolve there: so the name must be one of ours (which ends DNS rebinding), and a browser must say
 * that our own page asks. An address needs no list: it is the one the connection came to.
 */
export function createRequestGuard({ isLoopback, isTls, names = [], publicUrls }: GuardedPlace): RequestGuard {
  const scheme = isTls ? 'https' : 'http';
  const before = new Map(publicUrls.map((url) => [url.host, url]));
  return {
    check({ headers: { host, origin, 'sec-fetch-site': site }, socket: { localAddress = '', localPort = 0 } }) {
      const own = [...(isLoopback ? loopbackHosts : [literal(localAddress)]), ...names].map((name) => `${scheme}://${name}:${localPort}`);
      // `URL` leaves out the port a browser leaves out. A connection that is gone already has no address.
      const here = own.filter((each) => URL.canParse(each)).map((each) => new URL(each)).find((url) => url.host === host);
      const asked = here ?? before.get(host ?? '');
      if (asked === undefined) {
        throw new HttpRefusal(421, { code: 'access_denied', message: `This server does not answer for the host "${host ?? ''}".`, next: isLoopback ? `Use http://127.0.0.1:${localPort}.` : 'Use the address it was started with, or start it with `--public-url` and the one you use.' });
      }
      if (origin !== undefined && origin !== asked.origin) throw foreignPage(`the origin "${origin}"`);
      if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreignPage(`another site (${site})`);
      const isFromHere = isLoopback && here !== undefined;
      return { isOutside: !isFromHere, isPrivate: isFromHere || asked.protocol === 'https:' };
    },
  };
}

/** An IPv4 address may come in the clothes of IPv6. */
function literal(address: string): string {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/iu, '').replace(/%.*$/u, '');
  return isIP(plain) === 6 ? `[${plain}]` : plain;
}

function foreignPage(from: string): HttpRefusal {
  return new HttpRefusal(403, { code: 'access_denied', message: `A request from ${from} is not answered.`, next: 'Open the address that the program printed in the browser’s address bar.' });
}
