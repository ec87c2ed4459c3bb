import type { Json } from './json.ts';

/**
 * Every code a person or a program can meet, with the CLI's exit code and the HTTP status. The list is closed:
 * a new kind of failure takes the code whose next step is the same.
 */
export const errorCodes = {
  unexpected: { exit: 1, http: 500 },
  input_invalid: { exit: 2, http: 400 },
  usage: { exit: 2, http: 400 },
  definition_invalid: { exit: 2, http: 400 },
  verify_failed: { exit: 2, http: 400 },
  operation_unknown: { exit: 2, http: 404 },
  connector_unavailable: { exit: 3, http: 503 },
  credential_missing: { exit: 3, http: 503 },
  credential_rejected: { exit: 3, http: 503 },
  vault_locked: { exit: 3, http: 503 },
  budget_exceeded: { exit: 3, http: 402 },
  rate_limited: { exit: 3, http: 429 },
  access_denied: { exit: 4, http: 403 },
  path_denied: { exit: 4, http: 403 },
  host_denied: { exit: 4, http: 403 },
  not_found: { exit: 5, http: 404 },
  conflict: { exit: 6, http: 409 },
  version_conflict: { exit: 6, http: 409 },
  not_published: { exit: 6, http: 409 },
  precondition_failed: { exit: 6, http: 412 },
  already_answered: { exit: 6, http: 409 },
  run_failed: { exit: 7, http: 409 },
  test_failed: { exit: 7, http: 409 },
  replay_diverged: { exit: 7, http: 409 },
  integrity: { exit: 8, http: 422 },
  signature_invalid: { exit: 8, http: 422 },
  findings: { exit: 9, http: 409 },
  interrupted: { exit: 130, http: 499 },
} as const satisfies Record<string, { exit: number; http: number }>;

export type ErrorCode = keyof typeof errorCodes;

export interface AppErrorOptions {
  /** What the reader should do now: a sentence, a command where there is one. */
  readonly next?: string;
  /** Facts about the failure, safe to show: ids, names, limits. Never a secret. */
  readonly data?: { readonly [key: string]: Json };
  readonly cause?: unknown;
}

/** The same failure as it travels through a door. */
export type ErrorWire = {
  readonly code: ErrorCode;
  readonly message: string;
  readonly next?: string;
  readonly data?: { readonly [key: string]: Json };
};

/** A failure with a code from {@link errorCodes}; `message` says what happened to which thing, `next` what to do. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly next: string | undefined;
  readonly data: { readonly [key: string]: Json } | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.next = options.next;
    this.data = options.data;
  }

  toWire(): ErrorWire {
    return {
      code: this.code,
      message: this.message,
      ...(this.next === undefined ? {} : { next: this.next }),
      ...(this.data === undefined ? {} : { data: this.data }),
    };
  }
}

export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(errorCodes, code);
}
