import type { Json, JsonObject } from '../model/json.ts';

/**
 * What an expression can see, and nothing else: there is no host, clock, file or function beyond these values.
 * A blob in it is plain data, `{sha256, bytes, mediaType}`.
 */
export interface Scope {
  /** The run's inputs by name. */
  readonly inputs: JsonObject;
  /** The workflow's variables by name. */
  readonly vars: JsonObject;
  /** What finished nodes gave, by node id: `nodes.prep.read`. */
  readonly nodes: JsonObject;
  /** Enclosing loops by node id (`loop` itself is a reserved word of CEL). */
  readonly loops: JsonObject;
  /** The element the innermost loop is at; outside of a loop, naming it is an error. */
  readonly item?: Json | undefined;
  /** The zero-based number of that element; outside of a loop, naming it is an error. */
  readonly index?: number | undefined;
  /** Facts about the run; `run.startedAt`, an RFC 3339 text, is seen as a timestamp. */
  readonly run: JsonObject;
  /** The time of the transition being decided, RFC 3339 with zone; seen as a timestamp. */
  readonly now: string;
  /** The error being handled; null where there is none. */
  readonly error?: Json;
}

/** The only names an expression may begin with, besides the variables of its own `map`, `filter`, `all` ... */
export const roots = ['inputs', 'vars', 'nodes', 'loops', 'item', 'index', 'run', 'now', 'error'] as const;

export type Root = (typeof roots)[number];

export function isRoot(name: string): name is Root {
  return roots.some((root) => root === name);
}
