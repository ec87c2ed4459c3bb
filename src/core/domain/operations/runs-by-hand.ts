import { z } from 'zod';
import { durationMs } from '../model/duration.ts';
import { JsonValue } from '../model/json-value.ts';
import { RunWhy } from '../model/run-why.ts';
import { reasonLimit } from '../model/reason-limit.ts';
import { command, query } from './define-operation.ts';
import { Accepted, IdempotencyKey } from './shapes.ts';

const id = z.string().min(1).describe('Id of the run');
const reason = z.string().max(reasonLimit).optional().describe('Why, for the audit log');
const loop = z.string().min(1).describe('The loop: its node, or its visit where the run is at several');
const LoopTime = z.string().refine((text) => (durationMs(text) ?? Number.POSITIVE_INFINITY) <= 24 * 60 * 60 * 1000, 'a duration of at most 24 hours, such as PT30M');
const mostPayloadBytes = 256 * 1024;
const Payload = JsonValue.refine((value) => JSON.stringify(value).length <= mostPayloadBytes, 'at most 256 KiB of JSON');

/** What people and programs tell a run while it goes on, and why it stands where it stands. */
export const runsByHand = {
  signal: command('runs.signal', {
    summary: 'Send a run a signal; it waits in the run’s inbox until a node takes it',
    access: 'operate',
    tool: 'free',
    input: z.strictObject({
      id,
      name: z.string().min(1).max(200).describe('Name of the signal'),
      key: z.string().min(1).max(200).optional().describe('What it is about: a node that waits with a key takes only signals with the same one'),
      payload: Payload.default(null).describe('What it brings'),
      signal: z.string().min(1).max(200).optional().describe('Its own id at its emitter: the same one is taken once within 30 days'),
      emitter: z.string().min(1).max(200).optional().describe('Who sends it; the caller when absent'),
    }),
    output: Accepted.extend({ signal: z.string(), duplicate: z.boolean() }),
    errors: ['not_found', 'precondition_failed', 'rate_limited'],
    example: { id: '<run>', name: 'payment', key: 'order-7', payload: { amount: 12 } },
    positionals: ['id', 'name'],
  }),
  adjust: command('runs.adjust', {
    summary: 'Change the limits of a loop for this run only, or begin its next pass now',
    access: 'operate',
    input: z.strictObject({
      id,
      loop,
      passes: z.int().min(1).max(1000).optional().describe('Passes at most, from the first one on'),
      timeout: LoopTime.optional().describe('All passes together'),
      throttle: LoopTime.optional().describe('Least time from the beginning of one pass to the next'),
      next: z.boolean().default(false).describe('Begin the pass now that waits for its throttle'),
      reason,
      key: IdempotencyKey,
    }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>', loop: 'refine', passes: 10 },
    positionals: ['id', 'loop'],
  }),
  break: command('runs.break', {
    summary: 'Break a loop off after the pass under way',
    access: 'operate',
    input: z.strictObject({ id, loop, force: z.boolean().default(false).describe('Cancel the pass under way'), reason, key: IdempotencyKey }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>', loop: 'refine' },
    positionals: ['id', 'loop'],
  }),
  fire: command('runs.fire', {
    summary: 'Take a transition by hand: one that waits for a person, or a wait’s before its signal or time comes; its validators are still asked',
    access: 'operate',
    input: z.strictObject({
      id,
      transition: z.string().min(1).describe('Id of the transition'),
      visit: z.string().optional().describe('Where: a visit, or a node the run is at once; the only place the transition leaves if absent'),
      skipValidators: z.boolean().default(false).describe('Take it whatever its validators say; administrators only'),
      reason,
      key: IdempotencyKey,
    }),
    output: Accepted,
    errors: ['not_found', 'precondition_failed'],
    example: { id: '<run>', transition: 'go_on' },
    positionals: ['id', 'transition'],
    aliases: ['force'],
  }),
  why: query('runs.why', {
    summary: 'Say why a run stands where it stands: each transition it took, and what it waits for',
    access: 'read',
    tool: 'free',
    input: z.strictObject({
      id,
      after: z.int().min(0).default(0).describe('Only transitions after this seq'),
      limit: z.int().min(1).max(1000).default(200).describe('At most this many transitions'),
    }),
    output: RunWhy,
    errors: ['not_found'],
    example: { id: '<run>' },
    positionals: ['id'],
  }),
};
