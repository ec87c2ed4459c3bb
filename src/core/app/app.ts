import type { ContractRouterClient } from '@orpc/contract';
import type { Router } from '@orpc/server';
import type { Caller } from '../domain/model/caller.ts';
import type { RemoteServer } from '../domain/model/remote-server.ts';
import type { Contract } from '../domain/operations/areas.ts';
import type { Logger } from '../domain/ports/logger.ts';
import type { WorkflowEventPublisher } from '../domain/ports/workflow-event-publisher.ts';
import type { TokenDoor } from './token-door.ts';

/** What handlers of every transport serve; its context is the {@link Caller} the door made. */
export type AppRouter = Router<Contract, Caller & Record<never, never>>;

/** Every operation as a typed method: `client.runs.start({ … }, { signal })`. */
export type AppClient = ContractRouterClient<Contract>;

/**
 * The program behind its doors. A door hands `router` to its transport's handler, or calls `call` or `client`; either way
 * a failure arrives as an oRPC error whose `code` is one of ours and whose `data` is the wire form (`errorFromWire` reads it).
 */
export interface App {
  readonly contract: Contract;
  readonly router: AppRouter;
  /** Calls in this process on behalf of `caller`. */
  client(caller: Caller): AppClient;
  /** Calls by name, such as `runs.start`; an unknown one is `operation_unknown`. A stream answers an async iterator. */
  call(operation: string, input: unknown, options: CallOptions): Promise<unknown>;
  /** Who comes with a token that was made by name. */
  readonly tokens: TokenDoor;
  /** A server that was kept under a name, with the token the vault holds for it; for a window that works there. */
  keptServer(name: string): Promise<RemoteServer>;
  /** Hears what was committed; for a host that wants to know when to tell others. */
  readonly publisher: WorkflowEventPublisher;
  /** Where a host notes what it does besides calls. */
  readonly log: Logger;
  /** Reads a little of what is kept; rejects where nothing can be read. */
  demandData(): Promise<void>;
  /** Streams that somebody reads now; a host that wants to leave waits for them. */
  readonly openStreams: number;
  /** Resolves once every run a command of this process named has ended or waits for something outside. */
  idle(signal?: AbortSignal): Promise<void>;
  /** Lets what is in flight finish its commit, then closes storage. */
  close(): Promise<void>;
}

export interface CallOptions {
  readonly caller: Caller;
  readonly signal?: AbortSignal;
}

/** An app that owns its data directory: it drives runs until it is closed. */
export interface Host {
  readonly app: App;
  readonly dataDirectory: string;
  /** Tells clients where to connect; the file goes when the host closes. */
  announce(address: string, token: string): Promise<void>;
  /** Stops driving, closes the app and frees the directory for the next host. */
  close(): Promise<void>;
}
