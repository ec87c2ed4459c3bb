import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { usualBytes } from '../../core/domain/model/input-bytes.ts';
import { digestOf } from '../access/access-tokens.ts';
import type { Admission } from '../access/admission.ts';
import type { RateLimits } from '../access/rate-limits.ts';
import type { RequestGuard } from '../access/request-guard.ts';
import type { TokenHolder } from '../access/token-holder.ts';
import type { TokenLeases } from '../access/token-leases.ts';
import { HttpRefusal, unforeseen } from '../http-refusal.ts';
import { securityHeaders } from '../page/security-headers.ts';
import { closeCodes } from './close-codes.ts';
import { keepPulse } from './socket-pulse.ts';

/** What the page and the door speak; the token stands beside it, because a browser lets a page set no other header. */
const protocol = 'aiwm';
const tokenPrefix = 'token.';

/** A window has one, and copies of its tab share its session. */
const mostPerSession = 16;

interface Admitted {
  readonly request: IncomingMessage;
  readonly holder: TokenHolder;
  readonly leave: () => void;
}

export interface SocketDoorOptions {
  readonly admit: Admission;
  readonly limits: RateLimits;
  readonly leases: TokenLeases;
  /** Answers the calls that come through a socket until it closes. */
  readonly serve: (socket: WebSocket, opened: { readonly request: IncomingMessage; readonly holder: TokenHolder }) => void;
  readonly log: (message: string, facts: { readonly [name: string]: string | number }) => void;
  /** How often each socket has to show that its reader is there. */
  readonly pulseMs: number;
}

/** A connection that wants to be a socket, and who guards the place it came in. */
export interface Upgrade {
  readonly socket: Duplex;
  readonly head: Buffer;
  readonly guard: RequestGuard;
}

export interface SocketDoor {
  /** Lets a request in as a socket, or refuses it as every other request is refused: before anything is opened. */
  upgrade(request: IncomingMessage, asked: Upgrade): Promise<void>;
  /** Tells every reader that the program goes away, and leaves whoever does not hang up in time. */
  close(graceMs: number): Promise<void>;
}

/**
 * The way in for a window's streams: one socket for all of them, where a browser would open no seventh connection. It is
 * checked like any request: host, origin and site, then a token, which a page of somebody else does not have.
 */
export function createSocketDoor({ admit: admitHolder, limits, leases, serve, log, pulseMs }: SocketDoorOptions): SocketDoor {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: usualBytes, perMessageDeflate: false, handleProtocols: () => protocol });
  const places = createPlaces();
  const stopPulse = keepPulse(sockets.clients, pulseMs);

  const admit = async (request: IncomingMessage, guard: RequestGuard): Promise<Admitted> => {
    const passage = guard.check(request);
    limits.ofAddress(request.socket.remoteAddress, passage);
    if (request.url !== '/rpc') throw new HttpRefusal(404, { code: 'operation_unknown', message: 'There is no socket at this address.', next: 'Sockets are opened at /rpc.' });
    const authorization = authorizationOf(request);
    const holder = await admitHolder({ request, authorization, passage });
    return { request, holder, leave: places.take(digestOf(authorization ?? '').toString('base64url')) };
  };
  const open = (socket: WebSocket, { request, holder }: Admitted): void => {
    const began = performance.now();
    socket.once('close', (code) => { log('A window hung up', { code, durationMs: Math.round(performance.now() - began) }); });
    // A frame that breaks the rules closes the socket, which says it to both sides.
    socket.on('error', (error) => { log('A socket failed', { reason: error.message }); });
    socket.once('close', leases.hold(holder, () => { socket.close(closeCodes.unreadable, 'The token is not taken any more'); }));
    log('A window connected', { sockets: sockets.clients.size });
    serve(socket, { request, holder });
  };

  return {
    async upgrade(request, { socket, head, guard }) {
      socket.on('error', () => { socket.destroy(); });
      try {
        const admitted = await admit(request, guard);
        if (socket.destroyed) return admitted.leave();
        socket.once('close', admitted.leave);
        sockets.handleUpgrade(request, socket, head, (opened) => { open(opened, admitted); });
      } catch (error) {
        const refusal = error instanceof HttpRefusal ? error : unforeseen(error);
        log('A socket was refused', { status: refusal.status });
        refuse(socket, refusal);
      }
    },
    async close(graceMs) {
      stopPulse();
      await Promise.all([...sockets.clients].map((socket) => hangUp(socket, graceMs)));
    },
  };
}

/** Counts what each session has open. */
function createPlaces(): { take(session: string): () => void } {
  const taken = new Map<string, number>();
  return {
    take(session) {
      const before = taken.get(session) ?? 0;
      if (before >= mostPerSession) {
        throw new HttpRefusal(429, { code: 'rate_limited', message: `This session has ${mostPerSession} sockets open, which is all it may have.`, next: 'Close tabs that were copied from this one, or open a new one with `aiwm open`.' });
      }
      taken.set(session, before + 1);
      return () => {
        const left = (taken.get(session) ?? 1) - 1;
        if (left === 0) taken.delete(session);
        else taken.set(session, left);
      };
    },
  };
}

function hangUp(socket: WebSocket, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const impatience = setTimeout(() => { socket.terminate(); }, graceMs);
    socket.once('close', () => {
      clearTimeout(impatience);
      resolve();
    });
    socket.close(closeCodes.goingAway, 'The program closes');
  });
}

/** A program may send the header of every other request. */
function authorizationOf({ headers }: IncomingMessage): string | undefined {
  if (headers.authorization !== undefined) return headers.authorization;
  const offered = (headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
  const token = offered.find((each) => each.startsWith(tokenPrefix));
  return token === undefined ? undefined : `Bearer ${token.slice(tokenPrefix.length)}`;
}

function refuse(socket: Duplex, { status, wire, headers }: HttpRefusal): void {
  const body = JSON.stringify(wire);
  const all = { ...securityHeaders, ...headers, 'cache-control': 'no-store', 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), connection: 'close' };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.once('finish', () => { socket.destroy(); });
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}
