import { z } from 'zod';
import { JsonRecord, JsonValue } from './json-value.ts';
import { RunStatus, WaitReason } from './run.ts';

/** Why a run stands where it stands, as codes with parameters. Sentences are made on reading, by `whySentences`. */

/** How a way out of a node stands, for one of its triggers. */
export const WayStanding = z.object({
  trigger: z.string(),
  code: z.enum([
    /** Examined when the node's actions are done. */
    'after_work',
    /** Examined when what is inside the node has come to its end. */
    'after_body',
    /** It fires; what stands before it is said beside it. */
    'fires',
    /** It was examined, and does not fire: `read` says what it saw. */
    'does_not_fire',
    /** It cannot be examined: `message` says why. */
    'unreadable',
    /** It fired, and a validator did not let it through. */
    'rejected',
    'on_card', 'on_signal', 'at_time', 'arming', 'on_error', 'at_limit', 'on_break', 'by_hand',
    /** Taken: only the exit actions are still to come. */
    'chosen',
  ]),
  /** Epoch milliseconds. */
  dueAt: z.number().optional(),
  signal: z.string().optional(),
  key: z.string().optional(),
  validator: z.string().optional(),
  message: z.string().optional(),
  /** Of one that is chosen: exit actions of the node. */
  exits: z.int().optional(),
  read: JsonRecord.optional(),
});
export type WayStanding = z.infer<typeof WayStanding>;

export const WayOut = z.object({ transition: z.string(), name: z.string().optional(), to: z.string(), validators: z.array(z.string()), standing: z.array(WayStanding) });
export type WayOut = z.infer<typeof WayOut>;

/** An operation that ends a wait, with its input; what a person adds, such as the values of a card, stands empty. */
export const EndingAct = z.object({ operation: z.string(), input: JsonRecord });
export type EndingAct = z.infer<typeof EndingAct>;

/** How an approval that is asked for stands. */
export const ApprovalStanding = z.object({
  title: z.string(),
  transition: z.string(),
  quorum: z.int(),
  answered: z.int(),
  /** Who started the run, and may therefore not answer. */
  starters: z.array(z.string()),
  voted: z.array(z.string()),
  /** Those who may answer and have not; absent where nobody is named. */
  named: z.array(z.string()).optional(),
  /** Whether those who are known can still be enough. */
  isPossible: z.boolean(),
});
export type ApprovalStanding = z.infer<typeof ApprovalStanding>;

export const WaitingPlace = z.object({
  /** Absent for the run as a whole. */
  visit: z.string().optional(),
  nodeId: z.string().optional(),
  /** `stalled`: what is kept of the run cannot be read, and nothing goes on from it. */
  phase: z.enum(['acting', 'idle', 'validating', 'leaving', 'incident', 'paused', 'stalled']),
  reasons: z.array(WaitReason),
  ways: z.array(WayOut),
  approvals: z.array(ApprovalStanding).optional(),
  /** A limit that holds the place: its name in the definition, and what it is set to. */
  limit: z.object({ name: z.string(), value: z.number().optional() }).optional(),
  acts: z.array(EndingAct),
});
export type WaitingPlace = z.infer<typeof WaitingPlace>;

export const TakenTransition = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  transition: z.string(),
  trigger: z.string(),
  from: z.string(),
  to: z.string(),
  /** Values it read, long ones by their hash. */
  read: JsonRecord.optional(),
  error: JsonRecord.optional(),
  /** The input that led to it, and who gave it. */
  because: z.object({ seq: z.int(), type: z.string(), name: z.string().optional(), actor: z.string().optional() }),
});
export type TakenTransition = z.infer<typeof TakenTransition>;

/** What is to be known beside the places where a run waits. */
const notes = {
  inbox: z
    .array(z.object({ name: z.string(), key: z.string().optional(), emitter: z.string(), signal: z.string(), at: z.iso.datetime(), until: z.number() }))
    .optional()
    .describe('Signals that came and that nothing took, the oldest first; `until` is when they are dropped'),
  breaking: z.array(z.string()).optional().describe('Loops somebody broke off: they end after the pass under way'),
  cutShort: z.array(z.object({ action: z.string(), visit: z.string() })).optional().describe('Actions a pause cut short: they are done again when the run goes on'),
};
export type WhyNotes = z.infer<z.ZodObject<typeof notes>>;

export const RunWhy = z.object({
  id: z.string(),
  status: RunStatus,
  taken: z.array(TakenTransition),
  next: z.int().optional().describe('More transitions were taken after this seq'),
  waits: z.array(WaitingPlace),
  ...notes,
  ended: z.object({ status: RunStatus, outcome: z.string().optional(), outputs: JsonValue.optional(), error: JsonRecord.optional() }).optional(),
});
export type RunWhy = z.infer<typeof RunWhy>;
