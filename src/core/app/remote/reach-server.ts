import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ClientContext } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { errorFromWire, isErrorWire } from '../../domain/model/error-wire.ts';
import type { Door } from '../../domain/model/caller.ts';
import { createTrustingFetch } from '../../http/trusting-fetch.ts';
import type { RemoteServer } from '../../domain/model/remote-server.ts';
import { isCertificateFault, isNoServer, serverNotReached } from './server-failures.ts';
import { versionHeader } from './version-header.ts';

export interface ReachOptions {
  readonly door: Door;
  readonly correlationId?: string | undefined;
  /** Nobody waits any more. */
  readonly signal?: AbortSignal | undefined;
  /** Tells that the line broke, each time before it is tried again. */
  readonly onBreak?: () => void;
  /** How long it is waited before each try. */
  readonly pausesMs?: readonly number[];
}

/** A server that answered, and knows the token. */
export interface ReachedServer {
  /** What it says of itself; nothing where it is too old to. */
  readonly version: string | undefined;
  /** Carries calls: what gets no answer is sent again with its key, so that nothing is done twice. */
  readonly link: RPCLink<ClientContext>;
  close(): Promise<void>;
}

/** Long enough for a server to be started again. */
const usualPausesMs = [200, 500, 1000, 2000, 4000, 8000, 8000];
/** A program in front of the server answers so while that is away. */
const awayStatuses: readonly number[] = [502, 503, 504];

/** Greets the server. Not reached, not believed, another program and an unknown token are failures in words. */
export async function reachServer(server: RemoteServer, options: ReachOptions): Promise<ReachedServer> {
  const { url, token, authority } = server;
  const trusting = createTrustingFetch(authority);
  const own = { authorization: `Bearer ${token}`, 'x-aiwm-door': options.door, ...(options.correlationId === undefined ? {} : { 'x-correlation-id': options.correlationId }) };
  try {
    const version = await greet(server, (request) => trusting.fetch(request), options.signal);
    const link = new RPCLink<ClientContext>({
      url: `${url}/rpc`,
      headers: () => ({ ...own, 'idempotency-key': randomUUID() }),
      fetch: async (request) => sentUntilAnswered(request, (again) => trusting.fetch(again), options),
    });
    return { version, link, close: () => trusting.close() };
  } catch (error) {
    await trusting.close();
    throw error;
  }
}

/** Asks a server who it is, and leaves it. */
export async function greetServer(server: RemoteServer, signal: AbortSignal): Promise<Pick<ReachedServer, 'version'>> {
  const trusting = createTrustingFetch(server.authority);
  try {
    return { version: await greet(server, (request) => trusting.fetch(request), signal) };
  } finally {
    await trusting.close();
  }
}

type Send = (request: Request) => Promise<Response>;

async function greet({ url, token }: RemoteServer, send: Send, signal: AbortSignal | undefined): Promise<string | undefined> {
  const request = new Request(`${url}/session/mine`, { headers: { authorization: `Bearer ${token}` }, ...(signal === undefined ? {} : { signal }) });
  const answer = await send(request).catch((error: unknown) => { throw signal?.aborted === true ? error : serverNotReached(url, error); });
  if (answer.status === 204) return answer.headers.get(versionHeader) ?? undefined;
  const body: unknown = await answer.json().catch(() => undefined);
  throw isErrorWire(body) ? errorFromWire(body) : isNoServer(url);
}

/** The same request, key included, as often as the line breaks. */
async function sentUntilAnswered(request: Request, send: Send, { onBreak, pausesMs = usualPausesMs }: ReachOptions): Promise<Response> {
  for (let tries = 0; ; tries += 1) {
    const pause = pausesMs[tries];
    const again = pause === undefined ? request : request.clone();
    const answer = await send(again).catch((error: unknown) => {
      if (request.signal.aborted || pause === undefined || isCertificateFault(error)) throw error;
      return undefined;
    });
    if (answer !== undefined && (pause === undefined || !(await isAway(answer)))) return answer;
    onBreak?.();
    await delay(pause, undefined, { signal: request.signal });
  }
}

async function isAway(answer: Response): Promise<boolean> {
  if (!awayStatuses.includes(answer.status)) return false;
  // What the server itself says with such a status is its answer.
  if (answer.headers.get(versionHeader) !== null) return false;
  await answer.body?.cancel();
  return true;
}
