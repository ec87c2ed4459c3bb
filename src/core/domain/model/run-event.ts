import type { Actor } from './actor.ts';
import type { JsonObject } from './json.ts';

/** Rows of the journal that came from outside, stored as they came. */
export const inputTypes = [
  'start', 'command', 'effect_completed', 'effect_failed', 'timer', 'signal', 'card', 'approval',
  'claim_refused', 'timer_armed', 'migrate', 'continue', 'host',
] as const;
export type InputType = (typeof inputTypes)[number];

/** What `decide` answered to the input before them; replay must give the same bytes. */
export const decidedTypes = [
  'run_started', 'pass_started', 'transition_committed', 'effect_scheduled', 'card_requested', 'approval_requested',
  'incident_opened', 'incident_closed', 'region_cancelled', 'transition_chosen', 'action_done', 'run_ended',
] as const;
export type DecidedType = (typeof decidedTypes)[number];

/** Marks the executor leaves beside them. */
export const operationalTypes = ['effect_started', 'effect_interrupted', 'effect_late'] as const;
export type OperationalType = (typeof operationalTypes)[number];

export type RunEventType = InputType | DecidedType | OperationalType;

/** One row of `workflow_run_events`. `seq` counts from 1 without a gap; `at` is epoch milliseconds and never goes back in a run. */
export interface RunEvent {
  readonly seq: number;
  readonly at: number;
  readonly kind: 'input' | 'decided' | 'operational';
  readonly type: RunEventType;
  /** Version of the payload's shape. */
  readonly v: number;
  readonly payload: JsonObject;
  /** Inputs only. */
  readonly actor?: Actor;
  readonly correlationId?: string;
}

/** What a fold reads of a row. */
export type FoldedEvent = Pick<RunEvent, 'kind' | 'type' | 'payload' | 'at'>;
