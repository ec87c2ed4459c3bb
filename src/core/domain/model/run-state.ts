import type { LoopState, SpreadState } from './container-state.ts';
import type { Repeat } from './effect-repeat.ts';
import type { ErrorWire } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { IdleNote, ReadValues, RunError } from './run-facts.ts';
import type { Permissions } from './permissions.ts';
import type { Measure } from './budget.ts';
import type { ClaimRefusedInput, FailureClass, ForkEffects } from './run-input.ts';
import type { Looking } from './inbox-place.ts';
import type { ApprovalState, ArmingState, CardState, IncidentState, SignalState, TimerState } from './run-waits.ts';
import type { WaitState } from './wait-state.ts';

/**
 * Where a run stands: the fold of its rows, plain JSON, so that it can be kept as the image on the run's row. Nothing in
 * it is ever changed in place; an edit copies the path to what changes.
 */
export type RunState = {
  readonly semantics: number;
  /** Those the run is pinned to that are not 1: of the expression language, and of kinds of actions by type. */
  readonly versions?: PinnedVersions;
  readonly run: string;
  readonly workflow: string;
  readonly definitionHash: string;
  readonly seed: string;
  readonly attended: boolean;
  /** Who started it, `user:local`. */
  readonly by?: string;
  /** Content addresses the run depends on besides its definition, such as the mock model's script. */
  readonly pins: JsonObject;
  readonly startedAt: number;
  /** Of the last row. */
  readonly at: number;
  readonly inputs: JsonObject;
  readonly scope: ScopeState;
  readonly root: RegionState;
  /** Effects to perform, by id. */
  readonly wanted: { readonly [effect: string]: WantedEffect };
  readonly timers: { readonly [timer: string]: TimerState };
  /** Open cards by visit. */
  readonly cards: { readonly [visit: string]: CardState };
  /** Open approvals, by visit and validator. */
  readonly approvals?: { readonly [approval: string]: ApprovalState };
  readonly incidents: { readonly [incident: string]: IncidentState };
  /** Moments of a zone's clocks that wait to become instants, by the timer each will set. */
  readonly arming?: { readonly [timer: string]: ArmingState };
  /** Signals no visit has taken yet, the oldest first. */
  readonly inbox?: readonly SignalState[];
  /** Where looking through the inbox was cut short. */
  readonly looking?: readonly Looking[];
  /** Incidents of the run as a whole opened so far. */
  readonly incidentCount: number;
  readonly pause?: { readonly at: number; readonly now: boolean };
  /** The step's work was cut short: deliver the input `continue`. */
  readonly continueDue: boolean;
  readonly transitions: number;
  /** What an operator added to `limits.maxTransitions`. */
  readonly extraTransitions: number;
  /** What an operator added to the run's own caps, by cap. */
  readonly raised?: { readonly [cap: string]: { readonly [Name in Measure]?: number } };
  /** Inputs from outside so far: cards, timers, commands. */
  readonly outside: number;
  /** How often each node was entered, in all regions. */
  readonly visited: { readonly [node: string]: number };
  readonly ended?: EndState;
  /** The run began as a copy of another one's rows. */
  readonly fork?: ForkState;
};

export type PinnedVersions = { readonly expression?: number; readonly actions?: { readonly [type: string]: number } };

/** What a fork keeps of the run it was taken from. */
export type ForkState = {
  readonly run: string;
  /** Who took it, and the forks before it: with who started the first run, nobody of them approves here. */
  readonly by?: readonly string[];
  /** The last row it shares with that run. */
  readonly seq: number;
  readonly model?: string;
  readonly connector?: string;
  readonly effects?: ForkEffects;
  /** Nothing is taken over from that run's later outcomes. */
  readonly afresh?: true;
};

/** What expressions see of the run's own doing. */
export type ScopeState = {
  readonly vars: JsonObject;
  /** Outputs by node and action, of the latest visit. */
  readonly nodes: { readonly [node: string]: JsonObject };
  readonly loops: { readonly [loop: string]: JsonObject };
};

/** One instance of a region: the root, or a body during one pass. */
export type RegionState = {
  /** Empty for the root, else `refine#1:pass[0]`. */
  readonly path: string;
  /** Visits per node so far, so that ids never repeat. */
  readonly visits: { readonly [node: string]: number };
  /** Visits per node since the last input from outside; what the loop guard counts. */
  readonly recent: { readonly since: number; readonly visits: { readonly [node: string]: number } };
  readonly active?: VisitState;
  /** The last error an `error` transition caught here. */
  readonly error?: RunError;
  /** What a body that runs beside others wrote: it reads through to what encloses it, and writes only here. */
  readonly own?: ScopeState;
  /** The root of a called workflow: it sees its own inputs and `own`, and nothing around it. */
  readonly call?: { readonly workflow: string; readonly inputs: JsonObject };
  /** Which of the container's items this body is for. */
  readonly index?: number;
};

/** A visit of a node, from its entry to the transition that leaves it. */
export type VisitState = {
  readonly id: string;
  readonly node: string;
  readonly enteredAt: number;
  /** Entry and exit actions finished so far. */
  readonly done: readonly string[];
  /** The action under way, once it has asked for an effect. */
  readonly act?: ActState;
  /** The highest effect number per action, never restarting. */
  readonly effects: { readonly [action: string]: number };
  /** User actions and validators under way, beside the entry and exit actions. */
  readonly beside?: { readonly [action: string]: ActState };
  /** Transitions that fired and are being validated, or were not let through. */
  readonly candidates?: { readonly [transition: string]: CandidateState };
  /** Nothing fires by itself. */
  readonly idle?: IdleNote;
  /** Since when it waits for something besides its actions. */
  readonly waitsSince?: number;
  /** When each user action was last set going. */
  readonly acted?: { readonly [action: string]: number };
  /** Configs people approved: these actions are executed with them and with no others. */
  readonly frozen?: { readonly [action: string]: Json };
  readonly loop?: LoopState;
  /** It waits for a time or a signal. */
  readonly waits?: WaitState;
  /** In declared or item order. */
  readonly bodies: readonly RegionState[];
  /** Of a container whose bodies run beside each other. */
  readonly spread?: SpreadState;
  /** A transition is chosen and exit actions run. */
  readonly leaving?: LeavingState;
  /** What was inside was cancelled; the visit only leaves or begins again. */
  readonly cancelled: boolean;
  readonly incidents: number;
};

/** A transition on its way through validators that ask somebody. */
export type CandidateState = {
  readonly trigger: string;
  /** A data candidate is examined anew each time; what an event read is kept. */
  readonly moment: 'data' | 'event';
  readonly read?: ReadValues;
  /** The validator that waits for its verdict. */
  readonly asks?: { readonly validator: string; readonly hash: string };
  readonly verdicts: { readonly [validator: string]: VerdictState };
  /** What an approval froze. */
  readonly frozen?: { readonly [action: string]: Json };
};

export type VerdictState = {
  /** Of what it read; absent once its cooldown is over. */
  readonly hash?: string;
  readonly ok: boolean;
  readonly detail?: string;
  /** How often it failed in a row on what it read. */
  readonly failures: number;
  readonly retryAt?: number;
};

export type ActState = {
  readonly action: string;
  /** `now` of its expressions, however long it takes. */
  readonly at: number;
  /** Number of its first effect. */
  readonly first: number;
  /** Outputs by effect number. */
  readonly outputs: { readonly [n: string]: Json };
  /** Effects that failed or are in doubt, by id. */
  readonly held: { readonly [effect: string]: HeldEffect };
};

export type LeavingState = { readonly transition: string; readonly trigger: string; readonly read?: ReadValues; readonly error?: RunError };

export type WantedEffect = {
  readonly id: string;
  readonly kind: string;
  readonly request: JsonObject;
  readonly repeat: Repeat;
  readonly visit: string;
  readonly node: string;
  readonly action: string;
  /** From 1; a fencing number, never part of the key. */
  readonly attempt: number;
  /** Raised by a new intent of a person; part of the key. */
  readonly generation: number;
  readonly notBefore?: number;
  readonly timeoutMs?: number;
  /** What the workflows around it may reach, where they say so. */
  readonly permissions?: Permissions;
  /** A person approved the request as it is. */
  readonly approved?: true;
  /** `effect_started` is in the journal. */
  readonly started: boolean;
  /** How often a crash cut it short. */
  readonly interruptions: number;
};

export type HeldEffect = WantedEffect & {
  readonly cause: 'failed' | 'in_doubt' | 'crash_loop' | 'refused';
  readonly error?: ErrorWire;
  readonly class?: FailureClass;
  readonly retryAfterMs?: number;
  /** The cap that refused it. */
  readonly refusal?: Omit<ClaimRefusedInput, 'type' | 'effect' | 'attempt'>;
  /** A person asked for another attempt. */
  readonly again?: true;
};

export type EndState = {
  readonly status: 'completed' | 'failed' | 'cancelled';
  readonly outcome?: string;
  readonly outputs?: Json;
  readonly error?: RunError;
  readonly at: number;
};
