import type { IncomingMessage, Server } from 'node:http';
import type { Host } from '../core/app/app.ts';
import { rendererDirectory } from '../core/app/product-files.ts';
import { localUser } from '../core/domain/model/caller.ts';
import { settingsSchemas } from '../core/domain/model/settings.ts';
import { createAccessTokens } from './access/access-tokens.ts';
import { listenLoopback } from './listen-loopback.ts';
import { sessionShelf } from './access/kept-sessions.ts';
import { createOneTimeCodes } from './access/one-time-codes.ts';
import { openApiDocument } from './calls/open-api.ts';
import { createOperationDoors } from './calls/operation-doors.ts';
import { listRendererFiles } from './page/renderer-files.ts';
import { createRequestGuard, type RequestGuard } from './access/request-guard.ts';
import { logRequest } from './log-requests.ts';
import { answer, type RouteParts } from './routes.ts';
import { createSocketDoor } from './sockets/socket-door.ts';

export interface HttpServerOptions {
  /** Listen here or fail. Without it: the port of the settings, or any free one if that is taken. 0 is any free one. */
  readonly port?: number;
  /** Where the built page lies. @default the product's own */
  readonly page?: string;
  /** Pages may name programs that this machine starts, as servers of tools are. @default false */
  readonly allowPrograms?: boolean;
  /** How often a socket has to show that its reader is there. @default 15,000 */
  readonly pulseMs?: number;
}

export interface HttpServer {
  /** Such as `http://127.0.0.1:4319`. */
  readonly address: string;
  /** Lets programs of this user in; it stands in the host file. */
  readonly token: string;
  /** An address for a browser, good for one tab: its fragment holds a one-time code. */
  readonly link: () => string;
  /** Ends open streams, waits a moment for what is being answered, and frees the port. */
  readonly close: () => Promise<void>;
}

const closingGraceMs = 1000;

/** Listens on loopback for the page, `/rpc` and `/api` of a host, and for the sockets of windows, and tells other programs of this user where. */
export async function startHttpServer({ app, announce, dataDirectory }: Pick<Host, 'app' | 'announce' | 'dataDirectory'>, { port, page = rendererDirectory(), allowPrograms = false, pulseMs = 15_000 }: HttpServerOptions = {}): Promise<HttpServer> {
  const closing = new AbortController();
  const tokens = await createAccessTokens(sessionShelf(dataDirectory), Date.now);
  const codes = createOneTimeCodes(Date.now);
  let document: Promise<string> | undefined;
  const doors = createOperationDoors(app, { closing: closing.signal, allowPrograms });
  const parts: Omit<RouteParts, 'guard'> = {
    tokens,
    codes,
    ...doors,
    files: await listRendererFiles(page),
    openApi: () => (document ??= openApiDocument(app.contract).then((made) => JSON.stringify(made))),
  };

  const log = app.log.child('server');
  // The guard needs the port, which the first request knows at the latest.
  let guard: RequestGuard | undefined;
  const guardOf = ({ socket }: IncomingMessage): RequestGuard => (guard ??= createRequestGuard(socket.localPort ?? 0));
  const listening = await listenLoopback({ demanded: port, usual: await usualPort(app) }, (request, response) => {
    logRequest(log, request, response);
    void answer(request, response, { ...parts, guard: guardOf(request) });
  });
  const sockets = createSocketDoor({ guard: guardOf, tokens, serve: doors.socket, log: (message, facts) => { log.debug(message, facts); }, pulseMs });
  for (const server of listening.servers) server.on('upgrade', (request, socket, head) => { sockets.upgrade(request, socket, head); });
  const address = `http://127.0.0.1:${listening.port}`;
  const close = async (): Promise<void> => {
    closing.abort();
    await Promise.all([sockets.close(closingGraceMs), ...listening.servers.map(closeServer)]);
  };
  try {
    await announce(address, tokens.hostToken);
  } catch (error) {
    await close();
    throw error;
  }
  log.info('The server listens', { port: listening.port });
  return { address, token: tokens.hostToken, link: () => `${address}/#code=${codes.issue()}`, close };
}

async function usualPort(app: Host['app']): Promise<number> {
  const { value } = await app.client(localUser('process')).settings.get({ section: 'server' });
  return settingsSchemas.server.parse(value).port;
}

/** A connection is kept alive after its answer, so it is looked for idle ones until all are gone or the grace is over. */
async function closeServer(server: Server): Promise<void> {
  const looking = setInterval(() => { server.closeIdleConnections(); }, 20);
  const impatience = setTimeout(() => { server.closeAllConnections(); }, closingGraceMs);
  try {
    await new Promise<void>((resolve) => { server.close(() => { resolve(); }); });
  } finally {
    clearInterval(looking);
    clearTimeout(impatience);
  }
}
