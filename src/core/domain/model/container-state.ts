import type { Json } from './json.ts';
import type { RunError } from './run-facts.ts';

export type LoopState = {
  /** From 0. */
  readonly pass: number;
  /** Of the first pass. */
  readonly startedAt: number;
  /** Of this pass, once its throttle lets it. */
  readonly passAt: number;
  readonly items?: readonly Json[];
  /** What an operator added to the limit. */
  readonly extra: number;
  /** What an operator set for this run, over what the definition says. */
  readonly limits?: LoopLimits;
  /** An operator broke it off: after the pass under way, or in the middle of it. */
  readonly broken?: 'after_pass' | 'now';
};

export type LoopLimits = { readonly maxPasses?: number; readonly timeoutMs?: number; readonly throttleMs?: number };

/** How far a container is whose bodies run beside each other. */
export type SpreadState = {
  /** Bodies begun so far. */
  readonly begun: number;
  /** What the bodies are for, frozen at entry. */
  readonly items?: readonly Json[];
  /** How bodies ended, by body or index. A hundred of them stand together, so that one more copies little. */
  readonly results: { readonly [part: string]: { readonly [body: string]: BodyEnd } };
  readonly completed: number;
  readonly failed: number;
  /** The bodies are over, and what they yielded is in scope. */
  readonly joined: boolean;
};

/** How a body that runs beside others came to its end. */
export type BodyEnd =
  | { readonly status: 'completed'; readonly outcome?: string; readonly outputs: Json }
  | { readonly status: 'failed'; readonly error: RunError };
