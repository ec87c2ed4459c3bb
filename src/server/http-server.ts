import type { RequestListener } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { Host } from '../core/app/app.ts';
import { rendererDirectory } from '../core/app/product-files.ts';
import { localUser } from '../core/domain/model/caller.ts';
import { type Settings, settingsSchemas } from '../core/domain/model/settings.ts';
import { createAccessTokens } from './access/access-tokens.ts';
import { createAdmission } from './access/admission.ts';
import { createRateLimits } from './access/rate-limits.ts';
import { sessionShelf } from './access/kept-sessions.ts';
import { createOneTimeCodes } from './access/one-time-codes.ts';
import { createTokenLeases } from './access/token-leases.ts';
import { createRequestGuard, type GuardedPlace } from './access/request-guard.ts';
import { createOperationDoors } from './calls/operation-doors.ts';
import type { ListeningServer } from './listening/listen-at.ts';
import { listenLoopback } from './listening/listen-loopback.ts';
import { listenOutside, type OutsidePlan } from './listening/listen-outside.ts';
import { logRequest } from './log-requests.ts';
import { createAboutApi } from './page/about-api.ts';
import { listRendererFiles } from './page/renderer-files.ts';
import { answer, type RouteParts } from './routes.ts';
import { createSocketDoor, type SocketDoor } from './sockets/socket-door.ts';

export interface HttpServerOptions {
  /** Listen here or fail. Without it: the port of the settings, or any free one if that is taken. 0 is any free one. */
  readonly port?: number;
  /** Where the built page lies. @default the product's own */
  readonly page?: string;
  /** Pages may name programs that this machine starts, as servers of tools are. @default false */
  readonly allowPrograms?: boolean;
  /** How often a socket has to show that its reader is there. @default 15,000 */
  readonly pulseMs?: number;
  /** How long what is being answered may take when the server closes. @default 1000 */
  readonly graceMs?: number;
  /** How long it goes on answering before it closes, saying that it is not ready. @default 0 */
  readonly drainMs?: number;
  /** What one token may ask in a second. @default that of the settings */
  readonly requestsPerSecond?: number;
  /** How other machines reach this one. @default not at all */
  readonly outside?: OutsidePlan;
}

export interface HttpServer {
  /** Such as `http://127.0.0.1:4319`. */
  readonly address: string;
  /** Where other machines reach it, the address they are best given first; none where only this machine is listened to. */
  readonly outside: readonly string[];
  /** Lets programs of this user in; it stands in the host file. */
  readonly token: string;
  /** An address for a browser, good for one tab: its fragment holds a one-time code. */
  readonly link: (address?: string) => string;
  /** Says that it is not ready, then ends open streams, waits for what is being answered, and frees the port. */
  readonly close: () => Promise<void>;
}

const socketGraceMs = 1000;
const usualRequestsPerSecond = 50;

/** Listens for the page, `/rpc` and `/api` of a host, and for the sockets of windows: on loopback, and elsewhere where that was planned. Tells other programs of this user where. */
export async function startHttpServer({ app, announce, dataDirectory }: Pick<Host, 'app' | 'announce' | 'dataDirectory'>, { port, page = rendererDirectory(), allowPrograms = false, pulseMs = 15_000, requestsPerSecond, graceMs = 1000, drainMs = 0, outside = { publicUrls: [] } }: HttpServerOptions = {}): Promise<HttpServer> {
  const [draining, closing, leaving] = [new AbortController(), new AbortController(), new AbortController()];
  const tokens = await createAccessTokens({ shelf: sessionShelf(dataDirectory), named: app.tokens, now: Date.now });
  const codes = createOneTimeCodes(Date.now);
  const settings = await serverSettings(app);
  const limits = createRateLimits({ perSecond: requestsPerSecond ?? settings.requestsPerSecond ?? usualRequestsPerSecond, now: () => performance.now() });
  const admit = createAdmission({ tokens, limits });
  const doors = createOperationDoors(app, { closing: closing.signal, leaving: leaving.signal, allowPrograms, limits });
  const leases = createTokenLeases(app.tokens, pulseMs);
  const parts: Omit<RouteParts, 'guard'> = {
    tokens,
    admit,
    limits,
    leases,
    standing: { isClosing: () => draining.signal.aborted, demandData: () => app.demandData() },
    codes,
    ...doors,
    files: await listRendererFiles(page),
    aboutApi: createAboutApi(app.contract),
  };
  const log = app.log.child('server');
  const sockets = createSocketDoor({ admit, limits, leases, serve: doors.socket, log: (message, facts) => { log.debug(message, facts); }, pulseMs });
  const servers: ListeningServer[] = [];
  const close = async (): Promise<void> => {
    draining.abort();
    if (servers.length > 0 && drainMs > 0) await delay(drainMs);
    closing.abort();
    const impatience = setTimeout(() => { leaving.abort(); }, graceMs);
    await Promise.all([sockets.close(socketGraceMs), ...servers.map((server) => closeServer(server, graceMs))]);
    clearTimeout(impatience);
    leaving.abort();
    leases.close();
  };
  try {
    const listener = ({ request, response, guard }: Guarded): void => {
      logRequest(log, request, response);
      void answer(request, response, { ...parts, guard });
    };
    const listening = await listen({ port, usual: settings.port, outside }, { listener, sockets, servers });
    await announce(listening.address, tokens.hostToken);
    log.info('The server listens', { port: listening.port, outside: listening.outside.join(' ') });
    return { ...listening, token: tokens.hostToken, link: (address = listening.address) => `${address}/#code=${codes.issue()}`, close };
  } catch (error) {
    await close();
    throw error;
  }
}

interface Guarded {
  readonly request: Parameters<RequestListener>[0];
  readonly response: Parameters<RequestListener>[1];
  readonly guard: RouteParts['guard'];
}

interface Reached {
  readonly listener: (guarded: Guarded) => void;
  readonly sockets: SocketDoor;
  /** Those that listen, as they begin to. */
  readonly servers: ListeningServer[];
}

interface Places {
  readonly port: number | undefined;
  readonly usual: number;
  readonly outside: OutsidePlan;
}

/** Opens every place: each has a guard of its own, which knows what the place is called. */
async function listen({ port, usual, outside }: Places, { listener, sockets, servers }: Reached): Promise<{ readonly port: number; readonly address: string; readonly outside: readonly string[] }> {
  const at = (place: GuardedPlace): { readonly answer: RequestListener; readonly take: (...taken: readonly ListeningServer[]) => void } => {
    const guard = createRequestGuard(place);
    return {
      answer: (request, response) => { listener({ request, response, guard }); },
      take: (...taken) => {
        servers.push(...taken);
        for (const server of taken) server.on('upgrade', (request, socket, head) => { void sockets.upgrade(request, { socket, head, guard }); });
      },
    };
  };
  const { publicUrls, certificate } = outside;
  const here = at({ isLoopback: true, isTls: false, publicUrls });
  const loopback = await listenLoopback({ demanded: port, usual }, here.answer);
  here.take(...loopback.servers);
  const known = { port: loopback.port, address: `http://127.0.0.1:${loopback.port}` };
  const named = publicUrls.map(({ origin }) => origin);
  if (outside.at === undefined) return { ...known, outside: named };
  const there = at({ isLoopback: false, isTls: certificate !== undefined, names: certificate?.names, publicUrls });
  const opened = await listenOutside({ ...outside, at: outside.at }, there.answer);
  there.take(opened.server);
  return { ...known, outside: [...named, ...opened.addresses] };
}

async function serverSettings(app: Host['app']): Promise<Settings['server']> {
  const { value } = await app.client(localUser('process')).settings.get({ section: 'server' });
  return settingsSchemas.server.parse(value);
}

/** A connection is kept alive after its answer, so it is looked for idle ones until all are gone or the grace is over. */
async function closeServer(server: ListeningServer, graceMs: number): Promise<void> {
  const looking = setInterval(() => { server.closeIdleConnections(); }, 20);
  const impatience = setTimeout(() => { server.closeAllConnections(); }, graceMs);
  try {
    await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
  } finally {
    clearInterval(looking);
    clearTimeout(impatience);
  }
}
