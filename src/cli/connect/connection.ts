import type { AccessLevel } from '../../core/domain/model/actor.ts';
import type { Door } from '../../core/domain/model/caller.ts';
import type { Json } from '../../core/domain/model/json.ts';

/** Calls an operation by name. A stream answers an async iterator; a failure is an `AppError`. */
export type Call = (operation: string, input: { readonly [field: string]: Json }, signal?: AbortSignal) => Promise<unknown>;

/** What a program of this user says of itself to the host: by which door the person comes, and where it wants to do less than it may. */
export interface OwnClient {
  readonly door: Door;
  readonly access?: AccessLevel;
}

/** The way to a data directory for one command. */
export interface Connection {
  /** *client* of the host that is there, *host* because there was none, *reader* where only a query needs an answer. */
  readonly role: 'client' | 'host' | 'reader';
  readonly call: Call;
  /** As the host: until every run that was named here or by a client has ended or waits. For the others at once. */
  settled(signal: AbortSignal): Promise<void>;
  close(): Promise<void>;
}

/** The host went away in the middle of a call. Whoever follows something asks for a new connection and goes on. */
export class HostGone extends Error {
  override readonly name = 'HostGone';
}

export function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
