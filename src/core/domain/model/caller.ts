import type { AccessLevel, Actor } from './actor.ts';

/** The way in: `process` is a call from the same program, such as a test or the installation of samples. */
export const doors = ['process', 'cli', 'http', 'rest', 'desktop', 'mcp'] as const;
export type Door = (typeof doors)[number];

/** Who calls, from which door, with which right. A door makes one for every call. */
export interface Caller {
  readonly actor: Actor;
  readonly access: AccessLevel;
  /** Of a token: what it is narrowed to, area by area, as `access-scope.ts` reads it. `access` counts where this is absent. */
  readonly scopes?: readonly string[];
  readonly door: Door;
  /** A page asks, which shows what others wrote: it names no program that this machine would start. */
  readonly fromPage?: boolean;
  /** Joins what one action caused; made on arrival if absent. */
  readonly correlationId?: string;
  /** Of this very call: a command sent again with it is not done twice. */
  readonly callKey?: string;
}

/** A call on its way through a service; `access` is the level in the area that was called. */
export interface CallContext extends Caller {
  readonly correlationId: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** What a key of a call is made of, which comes from outside. */
const callKey = /^[\x21-\x7e]{1,200}$/u;

export function isCallKey(text: string): boolean {
  return callKey.test(text);
}

/** The person at this machine, who may do everything. */
export function localUser(door: Door): Caller {
  return { actor: { kind: 'user', id: 'local' }, access: 'admin', door };
}

/** Who can come in by name even where no token was made. */
export const knownPeople: readonly string[] = ['user:local'];

/** What a correlation id that comes from outside is made of: it stands in headers, file names and logs. */
const correlationId = /^[\w.:-]{1,100}$/u;

export function isCorrelationId(text: string): boolean {
  return correlationId.test(text);
}
