import type { ErrorWire } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { RunEvent } from './run-event.ts';
import type { IncidentAnswer } from './run.ts';

/**
 * Everything a run can be told. The row of an input holds these fields without `type`; who said it stands beside it on
 * the row, because nothing decided may depend on it.
 */
export type RunInput = StartInput | CommandInput | EffectCompletedInput | EffectFailedInput | TimerInput | TimerArmedInput | SignalInput | CardInput | ContinueInput | HostInput;

export type StartInput = {
  readonly type: 'start';
  /** The run's id. Only effect keys, and the jitter taken from them, depend on it. */
  readonly run: string;
  readonly workflow: string;
  readonly definitionHash: string;
  readonly inputs: JsonObject;
  /** What random numbers and uuids of the run come from. */
  readonly seed: string;
  readonly attended: boolean;
  /** Content addresses the run depends on besides its definition. */
  readonly pins: JsonObject;
};

export type CommandInput = {
  readonly type: 'command';
  readonly reason?: string;
} & (
  | { readonly name: 'pause'; readonly now: boolean }
  | { readonly name: 'resume' }
  | { readonly name: 'stop' }
  | ResolveCommand
  | BreakCommand
  | AdjustCommand
);

export type ResolveCommand = {
  readonly name: 'resolve';
  readonly incident: string;
  readonly answer: IncidentAnswer;
  /** skip: the output taken instead. retry: fields of the effect's request to change. raise_limit: `{by}`. */
  readonly value?: Json;
  /** take_transition only. */
  readonly transition?: string;
};

/** Ends a loop after the pass under way, or in the middle of it. */
export type BreakCommand = { readonly name: 'break'; readonly visit: string; readonly force: boolean };

/** Sets limits of a loop for this run alone; `next` begins a pass that waits for its throttle. */
export type AdjustCommand = {
  readonly name: 'adjust';
  readonly visit: string;
  readonly maxPasses?: number;
  readonly timeoutMs?: number;
  readonly throttleMs?: number;
  readonly next?: true;
};

export type EffectCompletedInput = {
  readonly type: 'effect_completed';
  readonly effect: string;
  readonly attempt: number;
  readonly output: Json;
};

/** `transient`: another attempt may help. `permanent`: it cannot. `timeout`: the attempt took too long. */
export type FailureClass = 'transient' | 'permanent' | 'timeout';

export type EffectFailedInput = {
  readonly type: 'effect_failed';
  readonly effect: string;
  readonly attempt: number;
  readonly error: ErrorWire;
  readonly class: FailureClass;
  readonly retryAfterMs?: number;
};

export type TimerInput = { readonly type: 'timer'; readonly id: string };

/** Which instant the clocks of a zone show what a wait named, by the rules of this version of the zone database; or why none. */
export type TimerArmedInput = { readonly type: 'timer_armed'; readonly timer: string; readonly tzdata: string } & (
  | { readonly dueAt: number }
  | { readonly error: ErrorWire }
);

export type SignalInput = {
  readonly type: 'signal';
  readonly emitter: string;
  /** The signal's own at its emitter: the same one twice is one. */
  readonly id: string;
  readonly name: string;
  readonly key?: string;
  readonly payload: Json;
};

export type CardInput = {
  readonly type: 'card';
  readonly visit: string;
  /** The submission's own key, kept with the answer. */
  readonly key: string;
  readonly values: JsonObject;
};

/** The state asked to be continued; it is now. */
export type ContinueInput = { readonly type: 'continue' };

export type HostInput = {
  readonly type: 'host';
  readonly kind: 'in_doubt' | 'crash_loop' | 'restored' | 'engine_error';
  readonly effect?: string;
  readonly detail?: string;
};

/** What the row of an input holds. */
export function inputPayload(input: RunInput): JsonObject {
  const { type: _, ...payload } = input;
  return payload;
}

/** The input a row of the journal holds; undefined when the row is none, or one this version does not know. */
export function inputOf(event: Pick<RunEvent, 'kind' | 'type' | 'payload'>): RunInput | undefined {
  if (event.kind !== 'input' || !isKnown(event.type)) return undefined;
  // Rows are written from inputs by `inputPayload` alone, so that the fields are the type's own.
  return { ...event.payload, type: event.type } as unknown as RunInput;
}

const known = ['start', 'command', 'effect_completed', 'effect_failed', 'timer', 'timer_armed', 'signal', 'card', 'continue', 'host'] as const satisfies readonly RunInput['type'][];

function isKnown(type: string): type is RunInput['type'] {
  return known.some((name) => name === type);
}
