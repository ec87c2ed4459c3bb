import { z } from 'zod';
import { JsonRecord, JsonValue } from '../model/json-value.ts';
import { TestRules } from '../model/test-matcher.ts';
import { command, query, stream } from './define-operation.ts';
import { Instant } from './shapes.ts';

export const TestView = z.object({
  id: z.string(),
  name: z.string(),
  workflow: z.object({ id: z.string(), slug: z.string(), name: z.string() }),
  run: z.string().describe('The run that is the test; it is kept as long as the test'),
  match: TestRules,
  createdAt: Instant,
  createdBy: z.string(),
});
export type TestView = z.infer<typeof TestView>;

const Fact = z.object({ seq: z.int().optional(), type: z.string(), payload: JsonRecord });

export const TestFailureView = z.object({
  code: z
    .enum(['definition', 'refused', 'miss', 'fact', 'stuck', 'endless', 'engine_error', 'guardrail', 'replay'])
    .describe('`definition`: it cannot be run. `refused`: it does not start. `miss`: it asks for something never recorded. `fact`: it does something else. `stuck`: nothing can happen any more. `endless`: it does not end. `engine_error`: the engine failed. `guardrail`: a bad answer decided something. `replay`: it does not decide the same twice'),
  message: z.string(),
  place: z.string().optional().describe('Visit path'),
  expected: Fact.optional(),
  actual: Fact.optional(),
  diff: z.array(z.object({ path: z.string(), before: JsonValue.optional(), after: JsonValue.optional() })),
  changes: z.array(z.string()).describe('What of the definition changed there'),
  inputs: z.array(z.object({ at: z.int(), input: JsonRecord })).optional().describe('What to tell a run, and when, so that it shows'),
});
export type TestFailureView = z.infer<typeof TestFailureView>;

const Count = z.object({ covered: z.int(), all: z.int() });

/** One line of a test run: each test, what the generated ones came by, and the count at the end. */
export const TestLine = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('test'),
    workflow: z.string(),
    name: z.string(),
    source: z.enum(['recorded', 'generated']),
    passed: z.boolean(),
    durationMs: z.int(),
    inputs: z.int().describe('Inputs it told the run'),
    failure: TestFailureView.optional(),
  }),
  z.object({
    type: z.literal('coverage'),
    workflow: z.string(),
    nodes: Count,
    transitions: Count,
    conditions: Count.describe('Each counts twice: true and false'),
    uncovered: z.array(z.object({ kind: z.enum(['node', 'transition', 'condition']), where: z.string(), value: z.boolean().optional(), reason: z.string() })),
  }),
  z.object({ type: z.literal('end'), passed: z.int(), failed: z.int(), workflows: z.array(z.string()), durationMs: z.int(), hint: z.string().optional() }),
]);
export type TestLine = z.infer<typeof TestLine>;

/** Runs as tests of their workflow, and tests that are made from the definition alone. */
export const tests = {
  list: query('tests.list', {
    summary: 'List the tests of a workflow, or of all',
    access: 'read',
    input: z.strictObject({ workflow: z.string().min(1).optional().describe('Id or slug of the workflow') }),
    output: z.object({ items: z.array(TestView) }),
    errors: ['not_found'],
    example: {},
    positionals: ['workflow'],
    aliases: ['ls'],
  }),
  create: command('tests.create', {
    summary: 'Keep a run as a test of its workflow: what it was told, what effects answered, what it did',
    access: 'author',
    input: z.strictObject({
      run: z.string().min(1).describe('Id of the run; it has ended, or waits for something outside'),
      name: z.string().min(1).max(200).optional().describe('Name of the test; made from how the run ended if absent'),
      match: TestRules.default({}).describe('Where it may differ, by <place>:<path>: any, text, or {"contains"|"matches"|"length"|"schema": …}'),
      replace: z.boolean().default(false).describe('Take the place of a test of that name'),
    }),
    output: TestView,
    errors: ['not_found', 'precondition_failed', 'conflict', 'integrity'],
    example: { run: '<run>' },
    positionals: ['run', 'name'],
    aliases: ['add'],
  }),
  remove: command('tests.remove', {
    summary: 'Remove a test; its run stays',
    access: 'author',
    input: z.strictObject({ id: z.string().min(1).describe('Id of the test') }),
    output: z.object({ id: z.string() }),
    errors: ['not_found'],
    example: { id: '<test>' },
    positionals: ['id'],
    aliases: ['rm', 'delete'],
  }),
  run: stream('tests.run', {
    summary: 'Run tests offline: nothing is called, nothing is written',
    access: 'read',
    input: z.strictObject({
      workflow: z.string().min(1).optional().describe('Id or slug of the workflow; all of them if absent'),
      version: z.int().min(1).optional().describe('This published version instead of the draft'),
      test: z.string().min(1).optional().describe('Only the test with this name or id'),
      generated: z.boolean().default(false).describe('Also tests made from the definition: every way, every condition, every fault of a model'),
    }),
    output: TestLine,
    errors: ['not_found', 'integrity'],
    example: { workflow: 'data-report' },
    positionals: ['workflow'],
  }),
};
