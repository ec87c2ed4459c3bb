import { AppError } from '../domain/model/errors.ts';
import { hostsPermit, portOf } from '../domain/model/permitted-hosts.ts';
import { exchange, type ExchangeAnswer } from './exchange.ts';
import { redirectedHeaders, type HeaderRecord } from './header-rules.ts';
import { outgoingUrl } from './outgoing-url.ts';
import type { ResolveName } from './checked-connect.ts';

/** What stays the same on the way through redirects. */
export interface Journey {
  readonly signal: AbortSignal;
  readonly maxRedirects: number;
  readonly maxBytes: number;
  readonly silenceMs: number;
  /** Hosts a workflow may reach, where it says so. */
  readonly permitted: readonly string[] | undefined;
  /** Private hosts the person allowed, `host:port`. */
  readonly allowed: readonly string[];
  readonly resolve: ResolveName;
}

export interface Leg {
  readonly method: string;
  readonly url: URL;
  readonly headers: HeaderRecord;
  readonly body: Uint8Array | undefined;
}

export interface Arrival extends ExchangeAnswer {
  readonly url: URL;
}

/** The answer behind every redirect. Each address on the way is checked like the first, before anything is sent to it. */
export async function follow(first: Leg, journey: Journey): Promise<Arrival> {
  let leg = first;
  for (let redirects = 0; ; redirects += 1) {
    const { url } = leg;
    demandPermitted(url, journey.permitted);
    const answer = await exchange({ ...leg, ...journey, isAllowed: isAllowed(url, journey.allowed) });
    const place = isRedirect(answer.status) ? answer.headers['location'] : undefined;
    if (place === undefined || journey.maxRedirects === 0) return { ...answer, url };
    answer.body.destroy();
    if (redirects >= journey.maxRedirects) {
      throw new AppError('input_invalid', `${first.url.host} leads on more than ${journey.maxRedirects} times.`, { next: 'Ask for the address it leads to in the end.', data: { host: first.url.host } });
    }
    leg = nextLeg(leg, answer.status, outgoingUrl(place, url));
  }
}

function isRedirect(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308;
}

/** What is asked next: a form that was sent is not sent again unless the answer says so (307, 308). */
function nextLeg({ method, url, headers, body }: Leg, status: number, to: URL): Leg {
  if (url.protocol === 'https:' && to.protocol === 'http:') {
    throw new AppError('host_denied', `${url.host} leads from https to http at ${to.host}, where anybody could listen; it was not asked.`, { next: 'Ask for an address that stays with https.', data: { reason: 'downgrade', host: to.host } });
  }
  const isReading = method === 'GET' || method === 'HEAD';
  const becomesReading = !isReading && (status === 303 || (method === 'POST' && (status === 301 || status === 302)));
  return {
    method: becomesReading ? 'GET' : method,
    url: to,
    headers: redirectedHeaders(headers, { isSameOrigin: to.origin === url.origin, keepsBody: !becomesReading }),
    body: becomesReading ? undefined : body,
  };
}

function demandPermitted(url: URL, permitted: readonly string[] | undefined): void {
  if (permitted === undefined || hostsPermit(permitted, url)) return;
  throw new AppError('host_denied', `The workflow does not permit the host "${url.host}", and it was not asked.`, {
    next: `Add it to permissions.hosts of the workflow and of those that call it, or use one of: ${permitted.join(', ') || 'none'}.`,
    data: { reason: 'not_permitted', host: url.host },
  });
}

/** Whether the very host and port are on the person's list; another name of the same machine is not. */
function isAllowed(url: URL, allowed: readonly string[]): boolean {
  return allowed.some((entry) => {
    if (!URL.canParse(`http://${entry}`)) return false;
    const place = new URL(`http://${entry}`);
    return place.hostname === url.hostname && portOf(place) === portOf(url);
  });
}
