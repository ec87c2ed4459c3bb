import type { IncomingHttpHeaders } from 'node:http';
import { HttpRefusal } from '../http-refusal.ts';

/** The three names of this machine, as a browser writes them. */
const loopbackHosts = ['127.0.0.1', 'localhost', '[::1]'];

export interface RequestGuard {
  /** Throws an {@link HttpRefusal} unless the request was meant for this server and comes from its own page or from no page. */
  check(headers: IncomingHttpHeaders): void;
}

/**
 * What stands between other web pages and this server. Any page can send requests to loopback, and any name can be made
 * to resolve to it: so the name must be one of ours (which ends DNS rebinding), and a browser must say that our own page asks.
 */
export function createRequestGuard(port: number): RequestGuard {
  // `URL` leaves out the port a browser leaves out.
  const hosts = new Set(loopbackHosts.map((name) => new URL(`http://${name}:${port}`).host));
  return {
    check({ host, origin, 'sec-fetch-site': site }) {
      if (host === undefined || !hosts.has(host)) {
        throw new HttpRefusal(421, { code: 'access_denied', message: `This server does not answer for the host "${host ?? ''}".`, next: `Use http://127.0.0.1:${port}.` });
      }
      if (origin !== undefined && origin !== `http://${host}`) throw foreignPage(`the origin "${origin}"`);
      if (site !== undefined && site !== 'same-origin' && site !== 'none') throw foreignPage(`another site (${site})`);
    },
  };
}

function foreignPage(from: string): HttpRefusal {
  return new HttpRefusal(403, { code: 'access_denied', message: `A request from ${from} is not answered.`, next: 'Open the address that the program printed in the browser’s address bar.' });
}
