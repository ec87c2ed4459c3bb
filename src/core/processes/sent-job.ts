import type { ErrorWire } from '../domain/model/errors.ts';

/** What a process is told: a job to do, or the answer to what it asked while it does one. */
export type SentToProcess = { readonly job: string; readonly input: unknown } | { readonly answer: unknown } | { readonly unanswered: ErrorWire | SentFault };

/** What it says: what it needs to know, what became of the job, a failure that people are told as it stands, or a fault of the program. */
export type SentByProcess = { readonly question: unknown } | { readonly done: unknown } | { readonly failed: ErrorWire | SentFault };

export interface SentFault {
  readonly name: string;
  readonly message: string;
  readonly stack?: string;
}
