import type { Actor } from '../model/actor.ts';

/** A token by its name. The token itself is kept nowhere: only its hash. */
export interface TokenRow {
  /** As the audit log calls it; no other token ever has it. */
  readonly name: string;
  readonly hash: string;
  readonly description: string;
  readonly scopes: readonly string[];
  readonly createdAt: number;
  readonly createdBy: Actor;
  readonly expiresAt: number;
  /** To the minute. */
  readonly lastUsedAt?: number;
  readonly revokedAt?: number;
  readonly revokedBy?: Actor;
}

export interface TokenRepository {
  /** All there ever were, the newest first. */
  list(): Promise<readonly TokenRow[]>;
  get(name: string): Promise<TokenRow | undefined>;
  byHash(hash: string): Promise<TokenRow | undefined>;
  /** A name that a token has or had is a `conflict`. */
  add(row: TokenRow): Promise<void>;
  /** Answers whether there was one that was not revoked before. */
  revoke(name: string, revoked: { readonly at: number; readonly by: Actor }): Promise<boolean>;
  used(name: string, at: number): Promise<void>;
}
