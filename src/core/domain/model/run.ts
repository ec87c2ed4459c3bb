import { z } from 'zod';

/** Derived, never stored by hand: see the engine's order of precedence. */
export const runStatuses = ['queued', 'running', 'waiting', 'pausing', 'paused', 'completed', 'failed', 'cancelled'] as const;
export const RunStatus = z.enum(runStatuses);
export type RunStatus = z.infer<typeof RunStatus>;

export const endedStatuses: readonly RunStatus[] = ['completed', 'failed', 'cancelled'];
export const unfinishedStatuses: readonly RunStatus[] = runStatuses.filter((status) => !endedStatuses.includes(status));

/** What a run waits for, as a code with parameters; a sentence is made on reading. */
export const WaitReason = z.object({
  code: z.enum(['card', 'timer', 'incident', 'effect', 'retry', 'paused', 'validator', 'trigger', 'wait', 'arming', 'signal', 'approval', 'selection', 'person', 'integrity']),
  visit: z.string().optional(),
  nodeId: z.string().optional(),
  /** Epoch milliseconds, where the wait ends by itself. */
  dueAt: z.number().optional(),
  detail: z.string().optional(),
  /** Of the signals it takes. */
  key: z.string().optional(),
  /** Of an incident: its id; one that comes again at the same place has another. */
  incident: z.string().optional(),
});
export type WaitReason = z.infer<typeof WaitReason>;

/** Waits that only a person ends. */
export const personWaits: readonly WaitReason['code'][] = ['card', 'incident', 'approval', 'selection', 'person'];

interface Waiting {
  readonly status: RunStatus;
  readonly openIncidents: number;
  readonly reasons: readonly Pick<WaitReason, 'code'>[];
}

/** How many waits of a run only a person ends: one at least where it has an open incident, whatever it says it waits for. */
export function personWaitsOf({ status, openIncidents, reasons }: Waiting): number {
  if (endedStatuses.includes(status)) return 0;
  return Math.max(reasons.filter(({ code }) => personWaits.includes(code)).length, openIncidents > 0 ? 1 : 0);
}

/** Whether a run stands still, in full or in part, until somebody acts. */
export function needsPerson(run: Waiting): boolean {
  return personWaitsOf(run) > 0;
}

export const incidentCodes = [
  'action_failed', 'in_doubt', 'validator_exhausted', 'no_transition', 'limit_reached', 'loop_guard', 'budget',
  'connector_missing', 'credential_rejected', 'vault_locked', 'restored', 'crash_loop', 'engine_error',
] as const;
export const IncidentCode = z.enum(incidentCodes);
export type IncidentCode = z.infer<typeof IncidentCode>;

/** How a person closes an incident. */
export const incidentAnswers = ['retry', 'skip', 'take_transition', 'raise_limit', 'use_model', 'fail'] as const;
export const IncidentAnswer = z.enum(incidentAnswers);
export type IncidentAnswer = z.infer<typeof IncidentAnswer>;
