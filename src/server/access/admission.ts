import type { IncomingMessage } from 'node:http';
import { HttpRefusal } from '../http-refusal.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { RateLimits } from './rate-limits.ts';
import type { Passage } from './request-guard.ts';
import type { TokenHolder } from './token-holder.ts';

export interface Asking {
  readonly request: Pick<IncomingMessage, 'socket'>;
  readonly authorization: string | undefined;
  readonly passage: Passage;
}

/** Whose token a request or a socket brings; rejects with an {@link HttpRefusal} where it is not taken, or asks too much. */
export type Admission = (asking: Asking) => Promise<TokenHolder>;

export function createAdmission({ tokens, limits }: { readonly tokens: Pick<AccessTokens, 'check'>; readonly limits: RateLimits }): Admission {
  return async ({ request, authorization, passage }) => {
    const holder = await tokens.check(authorization, passage).catch((error: unknown) => {
      if (error instanceof HttpRefusal) limits.ofMiss(request.socket.remoteAddress, passage);
      throw error;
    });
    limits.ofToken(holder);
    return holder;
  };
}
