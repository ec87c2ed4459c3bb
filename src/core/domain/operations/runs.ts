import { z } from 'zod';
import { JsonRecord, JsonValue } from '../model/json-value.ts';
import { IncidentAnswer, IncidentCode } from '../model/run.ts';
import { profileName } from '../model/settings-layers.ts';
import { reasonLimit } from '../model/reason-limit.ts';
import { command, query, stream } from './define-operation.ts';
import { runsByHand } from './runs-by-hand.ts';
import { runsChanges } from './runs-changes.ts';
import { runsEstimate } from './runs-estimate.ts';
import { runsExport } from './runs-export.ts';
import { runsFromJournal } from './runs-from-journal.ts';
import { runsHistory } from './runs-history.ts';
import { runsList, RunsWanted } from './runs-list.ts';
import { runsTimeline } from './runs-timeline.ts';
import { Accepted, IdempotencyKey, Instant, page, RunSummary } from './shapes.ts';

const id = z.string().min(1).describe('Id of the run');
const reason = z.string().max(reasonLimit).optional().describe('Why, for the audit log');

/** One line about a run, the same by every door. A row of the journal has a `seq`; streamed text has none. */
export const RunLine = z.object({
  seq: z.int().optional(),
  at: Instant,
  type: z.string(),
  runId: z.string(),
  nodeId: z.string().optional(),
  severity: z.enum(['info', 'warning', 'error']),
  correlationId: z.string(),
  payload: JsonRecord,
});
export type RunLine = z.infer<typeof RunLine>;

/** A visit of a node that has not ended. */
export const ActiveVisit = z.object({
  visit: z.string(),
  nodeId: z.string(),
  phase: z.enum(['acting', 'idle', 'validating', 'leaving', 'incident']),
});

export const Incident = z.object({
  id: z.string(),
  code: IncidentCode,
  visit: z.string(),
  nodeId: z.string(),
  message: z.string(),
  action: z.string().optional().describe('The action it is about'),
  request: JsonRecord.optional().describe('What was asked of the outside and failed, or may have happened'),
  kind: z.string().optional().describe('The kind of effect of the request'),
  isApproved: z.boolean().optional().describe('People approved the request as it is: it is made so or not at all'),
  openedAt: Instant,
  answers: z.array(IncidentAnswer).describe('How it may be closed'),
  transitions: z.array(z.string()).describe('What `take_transition` may take'),
});
export type Incident = z.infer<typeof Incident>;

const RunUsage = z.object({
  inputTokens: z.int(),
  outputTokens: z.int(),
  calls: z.int(),
  micros: z.int().optional().describe('Millionths of a US dollar; absent where no price is known'),
});

/** What was chosen when a run was started. */
export const RunModel = z.object({ connector: z.string().optional(), model: z.string().optional() });

export const RunView = RunSummary.extend({
  definition: JsonRecord.describe('What the run is pinned to'),
  definitionHash: z.string(),
  profile: z.string().optional().describe('The profile it was started under; absent for the default one'),
  llm: RunModel.optional().describe('What was chosen at its start for all of its model calls; absent where nobody did'),
  inputs: JsonRecord,
  vars: JsonRecord,
  nodes: JsonRecord.describe('Outputs by node and action'),
  outputs: JsonValue.optional(),
  error: JsonRecord.optional(),
  active: z.array(ActiveVisit),
  visited: z.record(z.string(), z.int()).describe('How often each node was entered'),
  incidents: z.array(Incident),
  cards: z.array(z.string()).describe('Open cards'),
  looseEnds: z.array(z.object({ effect: z.string(), attempt: z.int(), at: Instant, output: JsonValue })).describe('Outcomes that came when nothing waited for them any more; they changed nothing and were paid for'),
  usage: RunUsage,
});
export type RunView = z.infer<typeof RunView>;

/** The run area: start, watch, steer. */
export const runs = {
  start: command('runs.start', {
    summary: 'Start a run of a published workflow',
    access: 'operate',
    tool: 'free',
    input: z.strictObject({
      workflow: z.string().min(1).describe('Id or slug of the workflow'),
      input: JsonRecord.default({}).describe('Values for its inputs; a file is named by its path, which is absolute but on the command line'),
      version: z.int().min(1).optional().describe('This version instead of the newest'),
      draft: z.boolean().default(false).describe('Run the draft as it stands'),
      attended: z.boolean().default(false).describe('Failures open incidents for a person instead of failing the run'),
      connector: z.string().min(1).optional().describe('The connector all its model calls ask, whatever its steps, the workflow and the settings say'),
      model: z.string().min(1).optional().describe('The model of all its model calls; without it the one that is named, or that of `connector` itself'),
      under: profileName.optional().describe('Under this profile, with its keys and directories, instead of the one in use; administrators only'),
      key: IdempotencyKey,
    }),
    output: z.object({ id: z.string(), duplicate: z.boolean() }),
    errors: ['not_found', 'not_published', 'definition_invalid', 'path_denied', 'conflict'],
    example: { workflow: 'approval', input: { topic: 'Holiday plan' } },
    positionals: ['workflow'],
  }),
  ...runsEstimate,
  ...runsList,
  get: query('runs.get', {
    summary: 'Show one run: where it stands, what it holds, what it waits for',
    access: 'read',
    tool: 'free',
    input: z.strictObject({ id }),
    output: RunView,
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
    aliases: ['show', 'status'],
  }),
  events: query('runs.events', {
    summary: 'Read the journal of a run, oldest first',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      id,
      after: z.int().min(0).default(0).describe('Only rows with a greater seq'),
      limit: z.int().min(1).max(5000).default(1000).describe('At most this many'),
    }),
    output: z.object({ items: z.array(RunLine), next: z.int().optional() }),
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  ...runsTimeline,
  ...runsExport,
  ...runsChanges,
  watch: stream('runs.watch', {
    summary: 'Follow a run as it happens: journal rows and streamed text, until it ends',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      id,
      after: z.int().min(0).default(0).describe('Begin after this seq'),
      until: z.enum(['ended', 'settled']).default('ended').describe('`settled` also stops when the run waits for somebody, or for longer than a minute'),
    }),
    output: RunLine,
    errors: ['not_found'],
    example: { id: '<run>', until: 'settled' },
    positionals: ['id'],
    aliases: ['monitor', 'follow'],
  }),
  watchlist: stream('runs.watchlist', {
    summary: 'Follow a list of runs: its page now, and again whenever something in it changes',
    access: 'read',
    input: RunsWanted,
    output: page(RunSummary),
    errors: ['not_found'],
    example: { limit: 10 },
  }),
  pause: command('runs.pause', {
    summary: 'Pause a run: what is in flight finishes, nothing else starts',
    access: 'operate',
    tool: 'free',
    input: z.strictObject({ id, now: z.boolean().default(false).describe('Abort what is in flight; it runs again on resume'), reason, key: IdempotencyKey }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  resume: command('runs.resume', {
    summary: 'Let a paused run go on where it stood',
    access: 'operate',
    tool: 'free',
    input: z.strictObject({ id, reason, key: IdempotencyKey }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  stop: command('runs.stop', {
    summary: 'Cancel a run for good',
    access: 'operate',
    tool: 'free',
    input: z.strictObject({ id, reason, key: IdempotencyKey }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>' },
    positionals: ['id'],
    aliases: ['cancel'],
  }),
  resolve: command('runs.resolve', {
    summary: 'Answer an incident: retry, skip with a value, take a transition, raise the limit, use another model, or fail',
    access: 'operate',
    tool: 'free',
    input: z.strictObject({
      id,
      incident: z.string().min(1).describe('Id of the incident'),
      answer: IncidentAnswer.describe('What to do'),
      value: JsonRecord.optional().describe('For `skip`: the output taken instead; for `retry`: fields of the request to change; for `raise_limit`: {"by": n}, else it is doubled; for `use_model`: {"model": "…"}, and its connector where that is another'),
      transition: z.string().optional().describe('For `take_transition`: which; its validators are asked'),
      skipValidators: z.boolean().default(false).describe('For `take_transition`: take it whatever its validators say; administrators only'),
      reason,
      key: IdempotencyKey,
    }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed', 'already_answered'],
    example: { id: '<run>', incident: 'i1', answer: 'retry' },
    positionals: ['id', 'incident'],
  }),
  ...runsByHand,
  ...runsFromJournal,
  ...runsHistory,
};
