import { z } from 'zod';
import { RunStatus, WaitReason } from '../model/run.ts';

/** ISO 8601 in UTC with milliseconds. */
export const Instant = z.iso.datetime();

/** An {@link Instant} of a long list, taken as written: what one is can only be told by a pattern, and 150 of them take as long as half a query. */
const ListedInstant = z.string().meta({ format: 'date-time' });

/** A page of a list, newest first; `next` continues it and is absent at the end. */
export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next: z.string().optional() });
}

/** What is sent a second time with the same one is done once. {@link OperationFacts.takesKey} tells who takes one. */
export const IdempotencyKey = z.string().min(1).max(200).optional().describe('Idempotency key: a second call with it answers as the first did');

export const Limit = z.int().min(1).max(500).default(50).describe('At most this many');
export const After = z.string().optional().describe('Continue after this item (the `next` of the page before)');

/** A run as a list shows it. */
export const RunSummary = z.object({
  id: z.string(),
  workflow: z.object({ id: z.string(), slug: z.string(), name: z.string(), version: z.int().optional().describe('Absent for a run of a draft') }),
  status: RunStatus,
  reasons: z.array(WaitReason),
  outcome: z.string().optional(),
  failure: z.string().optional().describe('Why it failed'),
  failedAt: z.string().optional().describe('The node it failed at, where that is known'),
  activeNodes: z.array(z.string()),
  openIncidents: z.int(),
  attended: z.boolean(),
  seq: z.int(),
  startedAt: ListedInstant,
  startedBy: z.string().describe('Who started it, as `kind:id`'),
  updatedAt: ListedInstant,
  endedAt: ListedInstant.optional(),
  may: z.array(z.enum(['pause', 'resume', 'stop', 'resolve'])).describe('Commands that would be accepted now'),
  parent: z.object({ id: z.string(), seq: z.int() }).optional().describe('The run it was forked from, and the last row both share'),
  pinned: z.boolean().optional().describe('Whether somebody said that it stays, or may go; a failed run stays until then'),
  pruned: z.enum(['payloads', 'events']).optional().describe('What retention took from it'),
  archivedAt: ListedInstant.optional().describe('When it was written to an archive'),
  unreadable: z.string().optional().describe('Why it cannot be read; what else is said of it is a guess'),
  usage: z.object({ calls: z.int(), tokens: z.int(), micros: z.int().optional().describe('Millionths of a US dollar; absent where no price is known') }).optional().describe('What its model calls used, where that was asked for'),
  releasedAt: ListedInstant.optional().describe('When it was handed to another data directory'),
});
export type RunSummary = z.infer<typeof RunSummary>;

/** What a command to a run answers: where it stands in the journal, and how the run stands after it. */
export const Accepted = z.object({ id: z.string(), seq: z.int(), status: RunStatus });
