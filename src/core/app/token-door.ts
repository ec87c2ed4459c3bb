import { isToken, hashOfToken } from '../domain/model/access-token.ts';
import type { Clock } from '../domain/ports/clock.ts';
import type { TokenRepository, TokenRow } from '../domain/ports/token-repository.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';

/** A token that is taken, as a door needs to know it. */
export interface AdmittedToken {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** Knows the tokens that were made by name, for doors that are reached with one. */
export interface TokenDoor {
  /** Whose it is; nothing unless it is whole, known, not revoked and before its end. Notes that it was used, to the minute. */
  admit(token: string): Promise<AdmittedToken | undefined>;
  /** Whether the token of this name would still be taken. */
  holds(name: string): Promise<boolean>;
  /** Hears of each that was revoked; the answer ends it. */
  onRevoked(listener: (name: string) => void): () => void;
}

export interface TokenDoorDeps {
  readonly tokens: TokenRepository;
  readonly clock: Pick<Clock, 'now'>;
  readonly publisher: Pick<WorkflowEventPublisher, 'listen'>;
  readonly onFault: (error: unknown, facts: { readonly token: string }) => void;
}

const noteEveryMs = 60_000;

export function createTokenDoor({ tokens, clock, publisher, onFault }: TokenDoorDeps): TokenDoor {
  const noted = new Map<string, number>();
  const note = (name: string): void => {
    const now = clock.now();
    if (Math.abs(now - (noted.get(name) ?? Number.NEGATIVE_INFINITY)) < noteEveryMs) return;
    noted.set(name, now);
    // Nobody waits for it: whoever is let in is let in also where nothing can be written.
    tokens.used(name, now).catch((error: unknown) => { onFault(error, { token: name }); });
  };
  const isTaken = ({ revokedAt, expiresAt }: TokenRow): boolean => revokedAt === undefined && clock.now() < expiresAt;
  return {
    async admit(token) {
      const row = isToken(token) ? await tokens.byHash(hashOfToken(token)) : undefined;
      if (row === undefined || !isTaken(row)) return undefined;
      note(row.name);
      return { name: row.name, scopes: row.scopes };
    },
    async holds(name) {
      const row = await tokens.get(name);
      return row !== undefined && isTaken(row);
    },
    onRevoked: (listener) => publisher.listen('tokens:changed', ({ name }) => { listener(name); }),
  };
}
