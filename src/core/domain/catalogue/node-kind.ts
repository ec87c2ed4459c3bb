import type { z } from 'zod';
import type { Json, JsonObject } from '../model/json.ts';
import type { LoopLimits } from '../model/container-state.ts';
import type { Trigger } from '../model/workflow.ts';
import type { ZonedMoment } from '../model/zoned-moment.ts';
import type { ActionKind } from './action-kind.ts';
import type { KindView, Sources } from './kind-view.ts';

/** What a node does once its entry actions are done, or once its body has come to its end. `decide` carries it out. */
export type Intent =
  /** Leaves by the first transition with one of these triggers that fires and is valid. */
  | { readonly kind: 'leave'; readonly by: readonly string[] }
  /** Begins the next pass of the body. `items` freezes what the passes go through. */
  | { readonly kind: 'begin_pass'; readonly items?: readonly Json[]; readonly throttleMs: number; readonly timeoutMs: number }
  /** Leaves by `limit-reached`, or asks a person where there is no such transition. */
  | { readonly kind: 'limit_reached'; readonly limit: number }
  /** Shows a card and waits for a submission. */
  | { readonly kind: 'ask_card'; readonly card: string }
  /** Waits: for a length of time, an instant or a moment of a zone's clocks, or for signals, its own by name. */
  | { readonly kind: 'wait'; readonly afterMs?: number; readonly at?: number; readonly moment?: ZonedMoment; readonly signal?: string; readonly key?: string }
  /** Begins this many more bodies beside those that run. `items` freezes what they are for. */
  | { readonly kind: 'begin_bodies'; readonly count: number; readonly items?: readonly Json[] }
  /** Begins another workflow as a region of its own. */
  | { readonly kind: 'call'; readonly workflow: string; readonly inputs: Json }
  /** Nothing, until another body has come to its end. */
  | { readonly kind: 'await_bodies' }
  /** Enough bodies have ended: the others are cancelled, what they yielded goes in scope, and the node leaves. */
  | { readonly kind: 'join' }
  /** The node fails, whatever still runs in it. */
  | { readonly kind: 'fail'; readonly message: string }
  /** Ends the region. */
  | { readonly kind: 'end'; readonly status: 'completed' | 'failed'; readonly outcome?: string; readonly outputs: Json; readonly message: string };

/** What a node's functions see. */
export interface NodeView extends KindView {
  /** Passes begun so far; absent before the first. */
  readonly loop?: {
    readonly passes: number;
    readonly items?: readonly Json[];
    readonly extraPasses: number;
    /** What an operator set for this run, over what the definition says. */
    readonly limits?: LoopLimits;
    /** An operator broke it off. */
    readonly isBroken: boolean;
  };
  /** Of a kind whose bodies run beside each other. */
  readonly bodies: BodiesView;
}

/** How far bodies that run beside each other are. */
export interface BodiesView {
  /** How many the definition has. */
  readonly declared: number;
  readonly begun: number;
  readonly completed: number;
  readonly failed: number;
  /** What they are for, once frozen. */
  readonly items: readonly Json[];
}

/**
 * A kind of node: pure functions from its config and what it can see to what it wants. A start and an end delimit their
 * region; everything else is a step.
 */
export interface NodeKind<Config = never> {
  readonly type: string;
  readonly title: string;
  readonly summary: string;
  readonly role: 'start' | 'step' | 'end';
  readonly config: z.ZodType<Config>;
  readonly example: JsonObject;
  /** How many bodies it has. */
  readonly bodies: number | { readonly least: number; readonly most: number };
  /** How many of its bodies have to complete, where the config says. */
  bodiesNeeded?(config: Config): number;
  /** Its bodies run beside each other: each reads through to what encloses it and writes only its own variables. */
  readonly isSpread?: boolean;
  /** Types of triggers its transitions may have. */
  readonly leavesBy: readonly string[];
  sources?(config: Config): Sources;
  /** The name under `nodes.<node>` where it leaves something of its own, so that no action may be called that. */
  readonly reserves?: string;
  /** The signal its transitions take that name none. */
  listensTo?(config: Config): string | undefined;
  /** The schema of what that signal has to bring, where the config says one. */
  takes?(config: Config): JsonObject | undefined;
  /** How long all passes together may take, by the definition. */
  loopTimeoutMs?(config: Config): number;
  /** What is wrong between the config and the triggers of the node's transitions. */
  problems?(config: Config, triggers: readonly Trigger[]): readonly string[];
  /** The other workflow it runs, and what that is given. */
  calls?(config: Config): { readonly workflow: string; readonly version?: number | undefined; readonly inputs: JsonObject };
  /** Whether a body that fails is a result like others, and not an error of the node at once. */
  takesFailures?(config: Config): boolean;
  /** Ids of cards the config names. */
  cards?(config: Config): readonly string[];
  /** What it asks a model for once its entry actions are done, under `@decision`; `choices` are those its transitions name. */
  asks?(config: Config, choices: readonly string[]): { readonly kind: ActionKind; readonly config: JsonObject } | undefined;
  arrive(config: Config, view: NodeView): Intent;
  bodyEnded?(config: Config, view: NodeView): Intent;
}

/** Checks a kind where its config's type is known, and forgets the type so that all kinds stand in one list. */
export function defineNode<Config>(kind: NodeKind<Config>): NodeKind {
  // Configs reach a kind's functions only after its own schema parsed them.
  return kind as unknown as NodeKind;
}
