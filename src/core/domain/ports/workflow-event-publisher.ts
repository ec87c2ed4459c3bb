/** What is said on each channel. A run's own facts are in its journal; the bus only says that there is something to read. */
export interface WorkflowEvents {
  /** A transition was committed: `trigger` moved the run into `visit`. */
  'workflow:trigger': { readonly runId: string; readonly seq: number; readonly transition: string; readonly trigger: string; readonly visit: string };
  'workflow:validator': { readonly runId: string; readonly seq: number; readonly validator: string; readonly passed: boolean; readonly message: string };
  /** A loop began pass `pass` (from 0). */
  'workflow:loop': { readonly runId: string; readonly seq: number; readonly visit: string; readonly pass: number };
  /** A batch was committed; `seq` is its last row. */
  'run:committed': { readonly runId: string; readonly seq: number };
  /** Streamed text of a running effect; it has no `seq` and is replaced by the stored result. `from` counts what its attempt said before. */
  'run:progress': { readonly runId: string; readonly effect: string; readonly text: string; readonly from: number };
  /** A piece of the answer to a prompt that somebody tries, who named it; `end` after the last. The whole is what the call answers. */
  'connectors:said': { readonly ask: string; readonly text: string; readonly end?: true };
  /** A token was revoked. Another process that revokes says nothing. */
  'tokens:changed': { readonly name: string };
  'settings:changed': { readonly section: string; readonly revision: number };
  /** The vault opened, closed, or one of its secrets changed. */
  'vault:changed': { readonly isOpen: boolean };
  /** Retention is at work: so many runs have lost something so far. */
  'history:progress': { readonly runs: number; readonly bytes: number };
  /** A command was given, and its row of the audit log written. */
  'audit:appended': { readonly correlationId: string; readonly operation: string };
  /** A draft was saved, or a version published. Another process that writes says nothing. */
  'workflows:changed': { readonly workflowId: string; readonly revision: number };
  /** A workflow was deleted. Another process that deletes says nothing. */
  'workflows:removed': { readonly workflowId: string; readonly by: string };
  'cards:changed': { readonly runId: string };
  'approvals:changed': { readonly runId: string };
  /** Somebody has seen notices. */
  'notices:changed': { readonly acknowledged: number };
}

export type EventChannel = keyof WorkflowEvents;

export type EventMessage<C extends EventChannel = EventChannel> = {
  [K in C]: { readonly channel: K; readonly event: WorkflowEvents[K] };
}[C];

/** Takes the place of what a slow subscriber missed: read the journal again from the last `seq` seen. */
export interface EventGap {
  readonly channel: 'gap';
  readonly dropped: number;
}

export interface SubscribeOptions<C extends EventChannel> {
  /** Aborting ends the subscription quietly. */
  readonly signal: AbortSignal;
  /** Messages it refuses are not buffered, so that a watcher of one run is not crowded out by another. */
  readonly where?: (message: EventMessage<C>) => boolean;
}

/**
 * Tells watchers what happened, after it is committed. Publishing hands over and returns: it never waits for a
 * subscriber and nothing a subscriber does reaches the publisher.
 */
export interface WorkflowEventPublisher {
  publish<C extends EventChannel>(channel: C, event: WorkflowEvents[C]): void;
  /** Messages from this call on, in order; one iteration only. */
  subscribe<C extends EventChannel>(channels: readonly C[], options: SubscribeOptions<C>): AsyncIterable<EventMessage<C> | EventGap>;
  /** Calls `listener` as part of publishing, for work that only sets a flag or wakes a loop; the answer unsubscribes. */
  listen<C extends EventChannel>(channel: C, listener: (event: WorkflowEvents[C]) => void): () => void;
}
