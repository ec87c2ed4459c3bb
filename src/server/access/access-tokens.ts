import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { HttpRefusal } from '../http-refusal.ts';
import type { Passage } from './request-guard.ts';
import type { TokenHolder } from './token-holder.ts';
import type { TokenDoor } from '../../core/app/token-door.ts';
import { tokenPrefix } from '../../core/domain/model/access-token.ts';
import type { KeptSession, SessionShelf } from './kept-sessions.ts';

/** A fresh secret of 256 bits, in the characters an address may hold. */
export function freshSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a secret, and compared: of one length, so that comparing takes the same time for each. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export interface AccessTokens {
  /** For programs of this user: it goes into the host file. */
  readonly hostToken: string;
  /** A token for one tab of a browser. It outlives the program: it holds for thirty days, or until many newer ones exist. */
  openSession(): Promise<string>;
  /** Whose token the header bears. Rejects with an {@link HttpRefusal} unless it is one that is taken where it came in. */
  check(authorization: string | undefined, passage: Passage): Promise<TokenHolder>;
}

/** More tabs than a person opens; the oldest then have to ask for a new link. */
const mostSessions = 256;
const sessionMs = 30 * 24 * 60 * 60_000;

/** Tokens of this program's life, of the tabs that earlier programs let in, and those that were made by name. */
export async function createAccessTokens({ shelf, named, now }: { readonly shelf: SessionShelf; readonly named: Pick<TokenDoor, 'admit'>; readonly now: () => number }): Promise<AccessTokens> {
  const hostToken = freshSecret();
  const host = digestOf(hostToken);
  const holds = ({ openedAt }: KeptSession): boolean => openedAt > now() - sessionMs;
  let sessions = await shelf.read();
  let written = Promise.resolve();
  return {
    hostToken,
    async openSession() {
      const token = freshSecret();
      sessions = [...sessions.filter(holds), { digest: digestOf(token).toString('base64url'), openedAt: now() }].slice(-mostSessions);
      // One after another: the file that is renamed last holds every session.
      written = written.catch(() => undefined).then(() => shelf.write(sessions));
      await written;
      return token;
    },
    async check(authorization, { isOutside, isPrivate }) {
      const token = /^Bearer ([\w-]{1,256})$/u.exec(authorization ?? '')?.[1] ?? '';
      if (token.startsWith(tokenPrefix)) {
        const admitted = await named.admit(token);
        if (admitted === undefined) throw notSignedIn(true);
        return { kind: 'token', ...admitted };
      }
      const presented = digestOf(token);
      // Who can read the host file is on this machine; a tab is opened only where nobody reads along.
      const isProgram = timingSafeEqual(host, presented) && !isOutside;
      let isPage = false;
      for (const session of sessions) isPage = (timingSafeEqual(Buffer.from(session.digest, 'base64url'), presented) && holds(session)) || isPage;
      isPage &&= isPrivate;
      if (!isProgram && !isPage) throw notSignedIn(authorization !== undefined);
      return { kind: isProgram ? 'program' : 'page' };
    },
  };
}

function notSignedIn(hasToken: boolean): HttpRefusal {
  return new HttpRefusal(401, {
    code: 'access_denied',
    message: hasToken ? 'The token of this request is not known here.' : 'This request has no token.',
    next: 'Run `aiwm serve` for a new link, or send "authorization: Bearer …" with the token of host.json in the data directory, or one of `aiwm tokens create`.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}
