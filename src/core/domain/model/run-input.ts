import type { Measure } from './budget.ts';
import type { ErrorWire } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { RunEvent } from './run-event.ts';
import type { IncidentAnswer } from './run.ts';

/**
 * Everything a run can be told. The row of an input holds these fields without `type`; who said it stands beside it on
 * the row, because nothing decided may depend on it.
 */
export type RunInput = StartInput | CommandInput | EffectCompletedInput | EffectFailedInput | TimerInput | TimerArmedInput | SignalInput | CardInput | ApprovalInput | ClaimRefusedInput | ContinueInput | MigrateInput | HostInput;

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
  /** Who started it, `user:local`: nobody approves what they started themselves. */
  readonly by?: string;
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
  | FireCommand
  | ActionCommand
  | ForkCommand
);

export type ResolveCommand = {
  readonly name: 'resolve';
  readonly incident: string;
  readonly answer: IncidentAnswer;
  /** skip: the output taken instead. retry: fields of the effect's request to change. raise_limit: `{by}`. use_model: `{model, connector?}`. */
  readonly value?: Json;
  /** take_transition only. */
  readonly transition?: string;
  /** take_transition only: its validators are not asked, which only an administrator may say. */
  readonly skipValidators?: true;
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

/** Takes a transition that waits for a person; its validators are asked unless an administrator skips them. */
export type FireCommand = { readonly name: 'fire'; readonly visit: string; readonly transition: string; readonly skipValidators?: true };

/** Sets a user action of the visit's node going. */
export type ActionCommand = { readonly name: 'action'; readonly visit: string; readonly action: string };

/** How *once* effects after a fork are treated: carried out, answered by a stand-in, or answered from the parent's journal. */
export type ForkEffects = 'live' | 'mock' | 'recorded';

/** The rows before it are another run's; from here on the run is one of its own. */
export type ForkCommand = {
  readonly name: 'fork';
  /** The run it is from here on. */
  readonly run: string;
  /** Who takes it, `user:local`: it is theirs as a run is its starter's. */
  readonly by?: string;
  /** The run the rows before were copied from, the last of them, and when that was written. */
  readonly parent: { readonly run: string; readonly seq: number; readonly at: number };
  /** Variables that change here. */
  readonly vars?: JsonObject;
  /** Requests of wanted effects that are others here, by effect: new intents. */
  readonly requests?: { readonly [effect: string]: JsonObject };
  /** The model of all later model calls. */
  readonly model?: string;
  /** The connector of all later model calls. */
  readonly connector?: string;
  readonly effects?: ForkEffects;
  /** Nothing is taken over from the parent after this point. */
  readonly afresh?: true;
};

/** The run follows another definition from here on. */
export type MigrateInput = {
  readonly type: 'migrate';
  readonly definitionHash: string;
  /** Ids of nodes that are called otherwise in the definition it moves to. */
  readonly mapping: { readonly [node: string]: string };
  /** Variables it did not have before, with what they begin with. */
  readonly vars?: JsonObject;
  /** The same of bodies under way that have variables of their own, and of called workflows, by the paths they have before the move. */
  readonly own?: { readonly [region: string]: JsonObject };
  /** Visits whose action under way is another one there: it begins again. */
  readonly again?: readonly string[];
  /** Versions of the kinds of actions it uses there, where they are not 1. */
  readonly actions?: { readonly [type: string]: number };
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

/** What somebody says to an approval; `hash` names what they saw. */
export type ApprovalInput = {
  readonly type: 'approval';
  readonly visit: string;
  readonly validator: string;
  readonly key: string;
  readonly hash: string;
  readonly decision: 'approve' | 'reject';
  /** `kind:id` of who says it. */
  readonly by: string;
  readonly comment?: string;
};

/** A cap stood before an attempt, so that it was not made. */
export type ClaimRefusedInput = {
  readonly type: 'claim_refused';
  readonly effect: string;
  readonly attempt: number;
  /** Which cap: `limits.budget.run`, `permissions.spend`, or the id of a budget. */
  readonly cap: string;
  readonly detail: string;
  /** What of it, how much it is, and how much is missing. */
  readonly measure?: Measure;
  readonly most?: number;
  readonly short?: number;
  /** Other runs count against it, too: it is raised where it stands, not by one run. */
  readonly shared?: true;
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

const known = new Set<string>(['start', 'command', 'effect_completed', 'effect_failed', 'timer', 'timer_armed', 'signal', 'card', 'approval', 'claim_refused', 'continue', 'migrate', 'host'] as const satisfies readonly RunInput['type'][]);

function isKnown(type: string): type is RunInput['type'] {
  return known.has(type);
}
