import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import { isJsonList, type Json } from '../../model/json.ts';
import type { LoopLimits } from '../../model/container-state.ts';
import { DurationText, ExpressionText, millisecondsOf } from '../config-fields.ts';
import { isTrue } from '../kind-view.ts';
import { defineNode, type Intent, type NodeView } from '../node-kind.ts';

const Config = z
  .strictObject({
    over: ExpressionText.optional().describe('A list: one pass for each item'),
    while: ExpressionText.optional().describe('Before each pass: true begins it'),
    until: ExpressionText.optional().describe('After each pass: true ends the loop'),
    maxPasses: z.int().min(1).max(1000).optional().describe('Passes at most; 25, or the length of the list'),
    timeout: DurationText('PT24H').default('PT30M').describe('All passes together'),
    throttle: DurationText('PT24H').optional().describe('Least time from the beginning of one pass to the next'),
  })
  .refine((config) => [config.over, config.while, config.until].filter((one) => one !== undefined).length === 1, 'exactly one of over, while and until');
type Config = z.infer<typeof Config>;

const defaultPasses = 25;

/** A body repeated: once for each item, while something holds, or until it does. */
export const loop = defineNode<Config>({
  type: 'loop',
  title: 'Loop',
  summary: 'Repeats its body over a list, while a condition holds, or until one does',
  role: 'step',
  config: Config,
  example: { until: 'vars.good', maxPasses: 5 },
  bodies: 1,
  leavesBy: ['condition-met', 'manual-break', 'limit-reached', 'error'],
  sources: ({ over, while: before, until }) => ({
    expressions: { ...(over === undefined ? {} : { over }), ...(before === undefined ? {} : { while: before }), ...(until === undefined ? {} : { until }) },
  }),
  loopTimeoutMs: ({ timeout }) => millisecondsOf(timeout),
  arrive(config, view) {
    if (config.over !== undefined) return nextPass(config, view, itemsOf(view.read('over')));
    if (config.while !== undefined && !isTrue(view, 'while')) return done;
    return nextPass(config, view);
  },
  bodyEnded(config, view) {
    if (view.loop?.isBroken === true) return { kind: 'leave', by: ['manual-break'] };
    if (config.until !== undefined && isTrue(view, 'until')) return done;
    if (config.while !== undefined && !isTrue(view, 'while')) return done;
    return nextPass(config, view);
  },
});

const done: Intent = { kind: 'leave', by: ['condition-met'] };

function nextPass(config: Config, view: NodeView, frozen?: readonly Json[]): Intent {
  const passes = view.loop?.passes ?? 0;
  const items = frozen ?? view.loop?.items;
  if (items !== undefined && passes >= items.length) return done;
  const limits = view.loop?.limits;
  const limit = (limits?.maxPasses ?? config.maxPasses ?? items?.length ?? defaultPasses) + (view.loop?.extraPasses ?? 0);
  if (passes >= limit) return { kind: 'limit_reached', limit };
  return { ...begin(config, limits), ...(frozen === undefined ? {} : { items: frozen }) };
}

function begin(config: Config, limits: LoopLimits | undefined): Intent & { readonly kind: 'begin_pass' } {
  const throttleMs = config.throttle === undefined ? 0 : millisecondsOf(config.throttle);
  return { kind: 'begin_pass', throttleMs: limits?.throttleMs ?? throttleMs, timeoutMs: limits?.timeoutMs ?? millisecondsOf(config.timeout) };
}

function itemsOf(value: Json): readonly Json[] {
  if (isJsonList(value)) return value;
  throw new AppError('input_invalid', '"over" must be a list.', { next: 'Give it a list, such as vars.rows.' });
}
