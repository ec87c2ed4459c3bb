import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { HttpRefusal } from '../http-refusal.ts';

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
  /** A token for one tab of a browser. It lives as long as the server, or until many newer ones exist. */
  openSession(): string;
  /** Throws an {@link HttpRefusal} unless the header bears a known token. */
  check(authorization: string | undefined): void;
}

/** More tabs than a person opens; the oldest then have to ask for a new link. */
const mostSessions = 256;

export function createAccessTokens(): AccessTokens {
  const hostToken = freshSecret();
  const host = digestOf(hostToken);
  const sessions: Buffer[] = [];
  return {
    hostToken,
    openSession() {
      const token = freshSecret();
      sessions.push(digestOf(token));
      if (sessions.length > mostSessions) sessions.shift();
      return token;
    },
    check(authorization) {
      const presented = digestOf(/^Bearer ([\w-]{1,256})$/u.exec(authorization ?? '')?.[1] ?? '');
      let isKnown = timingSafeEqual(host, presented);
      for (const session of sessions) isKnown = timingSafeEqual(session, presented) || isKnown;
      if (!isKnown) throw notSignedIn(authorization !== undefined);
    },
  };
}

function notSignedIn(hasToken: boolean): HttpRefusal {
  return new HttpRefusal(401, {
    code: 'access_denied',
    message: hasToken ? 'The token of this request is not known here.' : 'This request has no token.',
    next: 'Run `aiwm serve` for a new link, or send "authorization: Bearer …" with the token of host.json in the data directory.',
    headers: { 'www-authenticate': 'Bearer' },
  });
}
