import type { CredentialRef } from '../domain/ports/credential-vault.ts';
import type { Logger } from '../domain/ports/logger.ts';

/** What connections to servers of tools are made from. */
export interface ConnectDeps {
  /** The way out by HTTP, with its checks. */
  readonly fetch: typeof globalThis.fetch;
  /** Lends the key of a server. */
  readonly use: <Answer>(ref: CredentialRef, work: (secret: string) => Promise<Answer>) => Promise<Answer>;
  /** The text without any secret that was lent. */
  readonly redact: (text: string) => string;
  /** Each program works in a folder of its own below it. */
  readonly folder: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  /** Variables of this process, by name. */
  readonly environment: { readonly [name: string]: string | undefined };
}
