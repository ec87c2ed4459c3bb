import type { Repeat } from './effect-repeat.ts';
import type { ErrorWire } from './errors.ts';
import type { Json, JsonObject } from './json.ts';
import type { Permissions } from './permissions.ts';
import type { DecidedType, RunEvent } from './run-event.ts';
import type { Looking } from './inbox-place.ts';
import type { WaitState } from './wait-state.ts';
import type { IncidentAnswer, IncidentCode } from './run.ts';
import type { ZonedMoment } from './zoned-moment.ts';

/** What a finished action wrote; it rides on the next decided row of its batch. `action` is `visit/action`. */
export type DoneAction = { readonly action: string; readonly output?: Json; readonly vars?: JsonObject; readonly consumed?: SignalName };

/** Which signal of the inbox was taken. */
export type SignalName = { readonly emitter: string; readonly id: string };

/** A deadline set by the fact that carries it. */
export type TimerSet = { readonly id: string; readonly dueAt: number; readonly fixed?: true };

/** What a model or people said of a candidate, or that what they said counts no more. */
export type VerdictNote = {
  readonly visit: string;
  readonly transition: string;
  readonly validator: string;
  /** `again`: its cooldown is over. `void`: what it read has changed. */
  readonly verdict: 'passed' | 'failed' | 'expired' | 'again' | 'void';
  /** Of what the verdict read. */
  readonly hash: string;
  readonly detail?: string;
  /** When it is asked again by itself. */
  readonly retryAt?: number;
};

/** The candidate a request belongs to: which transition fired by what, and which of its validators asks. */
export type CandidateNote = {
  readonly transition: string;
  readonly trigger: string;
  readonly moment: 'data' | 'event';
  readonly validator: string;
  /** Of what the verdict will have read. */
  readonly hash: string;
  /** What the trigger read, kept for an event that is over. */
  readonly read?: ReadValues;
};

/** Fields any decided row may carry. */
export type FactCommon = {
  readonly done?: readonly DoneAction[];
  /** What models and people said of candidates. */
  readonly verdicts?: readonly VerdictNote[];
  /** The step's share of work is used up: the run goes on with the input `continue`. */
  readonly continue?: true;
};

/** Values and verdicts an examination read, by the name of the expression or by dotted path. */
export type ReadValues = { readonly [name: string]: Json };

/** Facts `decide` answers with, by type; each is a row's payload. */
export type FactPayloads = {
  readonly run_started: FactCommon & {
    readonly semantics: number;
    readonly definition: string;
    readonly expression: number;
    /** Version of each kind of action the definition uses. */
    readonly actions: { readonly [type: string]: number };
    readonly seed: string;
    /** The visit of the root's start. */
    readonly visit: string;
    readonly vars: JsonObject;
    /** Inputs that were not given and have a default. */
    readonly defaults?: JsonObject;
    readonly timers?: readonly TimerSet[];
  };
  readonly transition_committed: FactCommon & {
    readonly transition: string;
    readonly trigger: string;
    readonly from: string;
    readonly visit: string;
    readonly read?: ReadValues;
    readonly error?: RunError;
    readonly timers?: readonly TimerSet[];
  };
  readonly transition_chosen: FactCommon & {
    readonly visit: string;
    readonly transition: string;
    readonly trigger: string;
    readonly read?: ReadValues;
    readonly error?: RunError;
  };
  readonly pass_started: FactCommon & {
    /** The body instance, `refine#1:pass[0]`. */
    readonly region: string;
    readonly pass: number;
    /** The visit of the body's start. */
    readonly visit: string;
    /** Frozen at entry, on the first pass only. */
    readonly items?: readonly Json[];
    readonly read?: ReadValues;
    readonly timers?: readonly TimerSet[];
    /** Of a body that runs beside others: what its own variables begin with. */
    readonly own?: JsonObject;
    /** Of a called workflow: what it is given. */
    readonly call?: { readonly workflow: string; readonly inputs: JsonObject };
  };
  readonly effect_scheduled: FactCommon & {
    readonly effect: string;
    readonly attempt: number;
    readonly kind: string;
    readonly repeat: Repeat;
    /** Absent when an attempt keeps the request of the one before. */
    readonly request?: JsonObject;
    readonly generation?: number;
    /** Epoch milliseconds before which the attempt does not start. */
    readonly notBefore?: number;
    readonly timeoutMs?: number;
    /** What the workflows around it may reach, where they say so. */
    readonly permissions?: Permissions;
    /** A person approved the request as it is: it is made so, or not at all. */
    readonly approved?: true;
    /** It belongs to no entry or exit action: a user action, or a validator of this candidate. */
    readonly beside?: true;
    readonly candidate?: CandidateNote;
    readonly timers?: readonly TimerSet[];
  };
  readonly card_requested: FactCommon & {
    readonly visit: string;
    readonly card: string;
    readonly title: string;
    readonly content: JsonObject;
    readonly hash: string;
    readonly expiresAt?: number;
    readonly timers?: readonly TimerSet[];
    /** The card is open again: what was answered fits nowhere, and which transitions said why. */
    readonly rejected?: readonly Json[];
  };
  readonly approval_requested: FactCommon & {
    readonly visit: string;
    /** The transition whose validator asks; absent where an action asks. */
    readonly candidate?: CandidateNote;
    /** The place of the answer among the outcomes of the action that asks, as an effect has one. */
    readonly effect?: string;
    /** The action stands beside the visit's own. */
    readonly beside?: true;
    readonly title: string;
    readonly text: string;
    readonly quorum: number;
    /** Who may answer; everybody where it is absent. */
    readonly principals?: readonly string[];
    /** Who started the run may answer, too. */
    readonly bySelf?: true;
    /** What is approved, as it will be executed. */
    readonly requests: readonly ApprovedRequest[];
    /** An answer names it: of all that is shown. */
    readonly hash: string;
    readonly expiresAt?: number;
    readonly timers?: readonly TimerSet[];
  };
  readonly incident_opened: FactCommon & OpenIncident;
  readonly incident_closed: FactCommon & {
    readonly incident: string;
    readonly answer: IncidentAnswer;
    /** Taken as the output of an effect that was skipped. */
    readonly outcome?: { readonly effect: string; readonly output: Json };
    /** The effect gets another attempt; a changed request is a new intent. */
    readonly retry?: { readonly effect: string; readonly request?: JsonObject };
    /** How much further a raised limit goes. */
    readonly raise?: number;
    /** The node begins again with its first entry action, as the visit `visit`: nothing inside has an id that was used before. */
    readonly again?: true;
    readonly visit?: string;
    /** Of a loop: only this pass begins again, and what was before it stays. */
    readonly pass?: number;
    /** Deadlines that begin anew with it. */
    readonly timers?: readonly TimerSet[];
  };
  readonly region_cancelled: FactCommon & { readonly visit: string; readonly reason: 'stopped' | 'timeout' | 'error' | 'operator' | 'joined' };
  readonly action_done: FactCommon & {
    readonly visit: string;
    /** The node waits now; a moment of a zone's clocks waits to become an instant. */
    readonly waits?: WaitState & { readonly moment?: ZonedMoment };
    readonly timers?: readonly TimerSet[];
    /** Nothing fires by itself; a person, a deadline or a write may change that. */
    readonly idle?: IdleNote;
    /** Deadlines that came and led nowhere: they are over, and the visit is decided anew. */
    readonly met?: readonly string[];
    /** Where to go on looking through the inbox with the input `continue`. */
    readonly looking?: readonly Looking[];
  };
  readonly run_ended: FactCommon & {
    readonly status: 'completed' | 'failed' | 'cancelled';
    readonly outcome?: string;
    readonly outputs?: Json;
    readonly error?: RunError;
  };
};

/** An error with the place it happened at, as the root `error` shows it. */
export type RunError = {
  readonly code: ErrorWire['code'];
  readonly message: string;
  readonly next?: string;
  readonly data?: { readonly [key: string]: Json };
  /** `action`: an action failed. `timeout`: a deadline passed. `engine`: the definition could not be carried out here. */
  readonly kind: 'action' | 'timeout' | 'engine';
  readonly visit: string;
  readonly node: string;
  readonly action?: string;
  readonly effect?: string;
};

/** An action with the config it will be executed with. */
export type ApprovedRequest = { readonly action: string; readonly type: string; readonly config: Json; readonly hash: string };

/** Why nothing fires by itself: candidates and what stood against them. */
export type IdleNote = {
  readonly rejected?: readonly JsonObject[];
  /** A person has to choose; what a model recommended, or nothing. */
  readonly selection?: string;
};

/** Why a region stands still until a person answers. */
export type OpenIncident = {
  readonly incident: string;
  readonly code: IncidentCode;
  /** Where it stands; empty for the run as a whole. */
  readonly visit: string;
  readonly severity: 'warning' | 'error' | 'critical';
  readonly action?: string;
  readonly effect?: string;
  readonly error?: RunError;
  readonly params?: JsonObject;
};

/** One decided row before it has a `seq`. */
export type DecidedFact = { [Type in DecidedType]: { readonly type: Type; readonly v: number; readonly payload: FactPayloads[Type] } }[DecidedType];

/** The fact a row of the journal holds; undefined when the row is none. */
export function factOf(event: Pick<RunEvent, 'kind' | 'type' | 'payload'>): DecidedFact | undefined {
  // Decided rows are written by `decide` alone, so that the payload is the type's own.
  return event.kind === 'decided' ? (event as unknown as DecidedFact) : undefined;
}
