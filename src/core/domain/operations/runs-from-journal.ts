import { z } from 'zod';
import { JsonRecord, JsonValue } from '../model/json-value.ts';
import { origins } from '../model/origin.ts';
import { RunStatus, WaitReason } from '../model/run.ts';
import { reasonLimit } from '../model/reason-limit.ts';
import { command, query } from './define-operation.ts';
import { Accepted, IdempotencyKey, Instant } from './shapes.ts';

const id = z.string().min(1).describe('Id of the run');
const reason = z.string().max(reasonLimit).optional().describe('Why, for the audit log');
const draft = z.boolean().default(false).describe('The draft as it stands now');
const version = z.int().min(1).optional().describe('This published version');
const effects = z.enum(['live', 'mock', 'recorded']).optional().describe('What becomes of effects that must happen only once: carried out, answered by a stand-in, or answered as the first run was');

const Fact = z.object({ seq: z.int().optional(), type: z.string(), payload: JsonRecord });
const FieldDiffs = z.array(z.object({ path: z.string(), before: JsonValue.optional(), after: JsonValue.optional() })).describe('Where the two differ');

export const ReplayAnswer = z.object({
  id: z.string(),
  equal: z.boolean(),
  against: z.enum(['pinned', 'draft', 'version']),
  rows: z.int().describe('Rows of the journal'),
  effects: z.int().describe('Outcomes that were taken from it'),
  divergence: z
    .object({
      kind: z.enum(['row', 'refused', 'miss', 'fact']).describe('`row`: a decided row differs. `refused`: an input is not taken now. `miss`: an effect was never recorded. `fact`: another definition decides otherwise'),
      seq: z.int().optional(),
      place: z.string().optional().describe('Visit path'),
      recorded: Fact.optional(),
      decided: Fact.optional(),
      effect: z.string().optional(),
      nearest: z.object({ seq: z.int(), effect: z.string() }).optional().describe('The recorded request most like the one that is missing'),
      diff: FieldDiffs,
    })
    .optional(),
});
export type ReplayAnswer = z.infer<typeof ReplayAnswer>;

export const StateAnswer = z.object({
  id: z.string(),
  seq: z.int(),
  lastSeq: z.int().describe('Where the journal ends'),
  at: Instant,
  row: z.string().describe('Type of the row'),
  status: RunStatus,
  reasons: z.array(WaitReason),
  active: z.array(z.object({ visit: z.string(), nodeId: z.string(), phase: z.string() })),
  inputs: JsonRecord,
  vars: JsonRecord,
  nodes: JsonRecord.describe('Outputs by node and action'),
  loops: JsonRecord,
  origins: z.record(z.string(), z.array(z.enum(origins))).describe('Where values may come from, by name: a person, a file, the web, a model, another program; what the author wrote has no entry'),
  wanted: z.array(z.object({ effect: z.string(), kind: z.string(), attempt: z.int(), request: JsonRecord })),
  timers: z.array(z.object({ id: z.string(), dueAt: Instant })),
  cards: z.array(z.string()).describe('Visits that show a card'),
  incidents: z.array(z.object({ id: z.string(), code: z.string(), visit: z.string() })),
  transitions: z.int(),
  outputs: JsonValue.optional(),
  error: JsonRecord.optional(),
  border: z.boolean().describe('Whether a fork may begin here'),
});
export type StateAnswer = z.infer<typeof StateAnswer>;

const Side = z.object({
  id: z.string(),
  workflow: z.string(),
  version: z.int().optional(),
  status: RunStatus,
  definitionHash: z.string(),
  rows: z.int(),
  transitions: z.int(),
  calls: z.int().describe('Model calls that were paid for'),
  inherited: z.int().describe('Outcomes taken over from another run'),
  inputTokens: z.int(),
  outputTokens: z.int(),
  durationMs: z.int(),
  parent: z.object({ id: z.string(), seq: z.int() }).optional(),
});

export const CompareAnswer = z.object({
  a: Side,
  b: Side,
  bytesEqual: z.boolean().describe('Every row of the one is the same row of the other, byte for byte'),
  sharedRows: z.int().describe('Rows from the start that are the same'),
  canonicalEqual: z.boolean().describe('Both did the same, whenever, wherever and by whomever'),
  first: z.object({ place: z.string(), a: Fact.optional(), b: Fact.optional(), diff: FieldDiffs }).optional().describe('The first fact in which they part, by visit path'),
  places: z.object({ same: z.int(), changed: z.array(z.string()), onlyA: z.array(z.string()), onlyB: z.array(z.string()) }),
});
export type CompareAnswer = z.infer<typeof CompareAnswer>;

const Forked = z.object({ id: z.string(), duplicate: z.boolean(), parent: z.string(), at: z.int().describe('The last row both share') });

/** What falls out of a journal: replay, time travel, forks, comparison, and a move to another definition. */
export const runsFromJournal = {
  replay: query('runs.replay', {
    summary: 'Decide a run again from its journal and compare, without a single call',
    access: 'read',
    input: z.strictObject({ id, draft, version }),
    output: ReplayAnswer,
    errors: ['not_found', 'definition_invalid', 'integrity'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  state: query('runs.state', {
    summary: 'Show what a run was after one row of its journal',
    access: 'read',
    input: z.strictObject({ id, at: z.int().min(1).optional().describe('After this row; the last one when absent') }),
    output: StateAnswer,
    errors: ['not_found', 'integrity'],
    example: { id: '<run>', at: 2 },
    positionals: ['id'],
  }),
  fork: command('runs.fork', {
    summary: 'Begin a run of its own from where another one stood',
    access: 'operate',
    input: z.strictObject({
      id,
      at: z.int().min(1).optional().describe('After this row, which must end a batch; the last one when absent'),
      set: JsonRecord.default({}).describe('Variables that change'),
      prompt: z.string().min(1).optional().describe('What the model call that is wanted there asks instead'),
      model: z.string().min(1).optional().describe('The model of all later model calls, turns of agents included'),
      connector: z.string().min(1).optional().describe('The connector of all later model calls; without `model` it is asked for its own'),
      draft: draft.describe('Follow the draft from there on'),
      effects,
      reason,
      key: IdempotencyKey,
    }),
    output: Forked,
    errors: ['not_found', 'precondition_failed', 'definition_invalid', 'integrity'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
  restart: command('runs.restart', {
    summary: 'Begin a run of its own from the last entry of a node, and do the work again',
    access: 'operate',
    input: z.strictObject({ id, node: z.string().min(1).describe('The node; within bodies that run beside each other, the whole container begins again'), newVersion: z.boolean().default(false).describe('Follow the newest published version from there on; refused with the list of places that are not in it'), effects, reason, key: IdempotencyKey }),
    output: Forked.extend({ visit: z.string().describe('What begins again') }),
    errors: ['not_found', 'not_published', 'precondition_failed', 'definition_invalid', 'integrity'],
    example: { id: '<run>', node: 'review' },
    positionals: ['id'],
  }),
  compare: query('runs.compare', {
    summary: 'Compare two runs: where they part, what they cost, how long they took',
    access: 'read',
    input: z.strictObject({ a: z.string().min(1).describe('Id of one run'), b: z.string().min(1).describe('Id of the other') }),
    output: CompareAnswer,
    errors: ['not_found', 'integrity'],
    example: { a: '<run>', b: '<run>' },
    positionals: ['a', 'b'],
  }),
  migrate: command('runs.migrate', {
    summary: 'Let a paused run go on by the draft or a version of its workflow, whichever is named',
    access: 'author',
    input: z.strictObject({ id, draft, version, mapping: z.record(z.string(), z.string()).default({}).describe('Nodes that have another id there, as old=new'), reason, key: IdempotencyKey }),
    output: Accepted,
    errors: ['not_found', 'not_published', 'precondition_failed', 'definition_invalid'],
    example: { id: '<run>', version: 1 },
    positionals: ['id'],
  }),
};
