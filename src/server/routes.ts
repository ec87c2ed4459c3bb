import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AccessTokens } from './access/access-tokens.ts';
import type { Admission } from './access/admission.ts';
import type { RateLimits } from './access/rate-limits.ts';
import { productVersion } from '../core/app/product-files.ts';
import { versionHeader } from '../core/app/remote/version-header.ts';
import { failureFormOf, HttpRefusal, sendRefusal, unforeseen } from './http-refusal.ts';
import { bodyLimitOf, readJsonBody } from './calls/json-body.ts';
import type { OneTimeCodes } from './access/one-time-codes.ts';
import type { OperationDoor } from './calls/operation-doors.ts';
import type { RendererFiles } from './page/renderer-files.ts';
import type { Passage, RequestGuard } from './access/request-guard.ts';
import type { TokenHolder } from './access/token-holder.ts';
import type { TokenLeases } from './access/token-leases.ts';
import type { About, AboutApi } from './page/about-api.ts';
import { answerProbe, isProbe, type Standing } from './probes.ts';
import { securityHeaders } from './page/security-headers.ts';
import { openSession } from './access/session-door.ts';
import { serveFile } from './page/static-door.ts';

export interface RouteParts {
  readonly guard: RequestGuard;
  readonly tokens: AccessTokens;
  readonly admit: Admission;
  readonly limits: RateLimits;
  readonly standing: Standing;
  readonly leases: TokenLeases;
  readonly codes: OneTimeCodes;
  readonly rpc: OperationDoor;
  readonly api: OperationDoor;
  readonly assistants: OperationDoor;
  readonly files: RendererFiles;
  /** What is said of `/api` to whoever asks, by its address. */
  readonly aboutApi: AboutApi;
}

const sessionBodyLimit = 4096;

/** Takes every request through the same checks, in this order: meant for us, from our page; token; body; then its door. */
export async function answer(request: IncomingMessage, response: ServerResponse, parts: RouteParts): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
  const pathname = pathOf(request.url);
  try {
    const passage = parts.guard.check(request);
    parts.limits.ofAddress(request.socket.remoteAddress, passage);
    if (pathname === undefined) throw new HttpRefusal(400, { code: 'input_invalid', message: 'The address of this request cannot be read.', next: 'Ask for a path, such as /api/system/info.' });
    await route(pathname, { request, response, passage }, parts);
  } catch (error) {
    sendRefusal(response, error instanceof HttpRefusal ? error : unforeseen(error), failureFormOf(pathname ?? '/'));
  }
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly passage: Passage;
}

/** An exchange with somebody who is known. */
interface Known extends Exchange {
  readonly holder: TokenHolder;
}

async function route(pathname: string, exchange: Exchange, parts: RouteParts): Promise<void> {
  const { request, response, passage } = exchange;
  if (isProbe(pathname)) return answerProbe(exchange, pathname, parts.standing);
  if (failureFormOf(pathname) === 'text') {
    demandPrivacy(passage);
    return serveFile(parts.files, pathname, exchange);
  }
  response.setHeader('cache-control', 'no-store');
  if (pathname === '/session') return exchangeCode(exchange, parts);
  if (parts.aboutApi.has(pathname) && request.method === 'GET') return sendAbout(response, await parts.aboutApi.get(pathname));

  const holder = await parts.admit({ request, authorization: request.headers.authorization, passage });
  response.setHeader(versionHeader, productVersion);
  if (pathname.startsWith('/session/')) return answerSession({ ...exchange, holder }, pathname, parts);
  response.once('close', parts.leases.hold(holder, () => { response.destroy(); }));
  const body = await readJsonBody(request, await bodyLimitOf(pathname));
  const door = pathname === '/mcp' ? parts.assistants : pathname.startsWith('/rpc') ? parts.rpc : parts.api;
  return door(Object.assign(request, { holder }, body === undefined ? {} : { body }), response);
}

/** A page that somebody on the way could change is none of ours, and its token would be theirs. */
function demandPrivacy({ isPrivate }: Passage): void {
  if (isPrivate) return;
  throw new HttpRefusal(403, { code: 'access_denied', message: 'Without TLS the page is shown on this machine only.', next: 'Start the server with --tls-cert and --tls-key; programs may use /api with a token.' });
}

async function exchangeCode({ request, response, passage }: Exchange, parts: RouteParts): Promise<void> {
  demandPrivacy(passage);
  if (request.method !== 'POST') throw new HttpRefusal(405, { code: 'operation_unknown', message: 'A session is opened with POST.', next: 'Send {"code": "…"} with POST.', headers: { allow: 'POST' } });
  sendJson(response, JSON.stringify(await openSession(await readJsonBody(request, sessionBodyLimit), parts)));
}

/** `GET /session/mine`: a tab that cannot connect asks whether it is still known; who is not has been refused before. */
function answerSession(exchange: Known, pathname: string, parts: RouteParts): void {
  if (pathname !== '/session/mine') return issueCode(exchange, pathname, parts);
  exchange.response.statusCode = 204;
  exchange.response.end();
}

/** `POST /session/code`: a program of this user asks for the code of another link. */
function issueCode({ request, response, holder }: Known, pathname: string, { codes }: RouteParts): void {
  if (pathname !== '/session/code') throw new HttpRefusal(404, { code: 'operation_unknown', message: `There is no "${pathname}".`, next: 'Ask POST /session/code for the code of a link.' });
  if (request.method !== 'POST') throw new HttpRefusal(405, { code: 'operation_unknown', message: 'A code is asked for with POST.', next: 'Send an empty POST.', headers: { allow: 'POST' } });
  // Whoever follows the link may do everything: only who may do so already gets one, a program of this user or a tab for another.
  if (holder.kind === 'token') throw new HttpRefusal(403, { code: 'access_denied', message: 'Links are given to programs on this machine only.', next: 'Run `aiwm open` on it.' });
  sendJson(response, JSON.stringify({ code: codes.issue() }));
}

function sendAbout(response: ServerResponse, about: About | undefined): void {
  response.setHeader('content-type', about?.mediaType ?? 'text/plain');
  response.end(about?.text);
}

function sendJson(response: ServerResponse, text: string): void {
  response.setHeader('content-type', 'application/json');
  response.end(text);
}

/** Only a path is an address here; whatever else a request line may hold is not. */
function pathOf(url: string | undefined): string | undefined {
  if (url === undefined || !url.startsWith('/') || url.startsWith('//')) return undefined;
  return url.split('?', 1)[0];
}
