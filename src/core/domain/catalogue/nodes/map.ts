import { z } from 'zod';
import { AppError } from '../../model/errors.ts';
import { isJsonList, type Json } from '../../model/json.ts';
import { ExpressionText } from '../config-fields.ts';
import { type BodiesView, defineNode, type Intent } from '../node-kind.ts';

const mostItems = 10_000;

const Config = z.strictObject({
  over: ExpressionText.describe('A list: one body for each item, which it sees as item and index'),
  concurrency: z.int().min(1).max(100).default(4).describe('How many run at once'),
  onBodyError: z.enum(['fail', 'collect']).default('fail').describe('fail at the first error, or collect errors as results'),
});
type Config = z.infer<typeof Config>;

/** A body for each item of a list, several at once. What they yield stands at `nodes.<node>.results`, in the order of the items. */
export const map = defineNode<Config>({
  type: 'map',
  title: 'Map',
  summary: 'Runs its body for every item of a list, several at once',
  role: 'step',
  config: Config,
  example: { over: 'inputs.files', concurrency: 8 },
  bodies: 1,
  isSpread: true,
  reserves: 'results',
  leavesBy: ['task-complete', 'error'],
  sources: ({ over }) => ({ expressions: { over } }),
  takesFailures: ({ onBodyError }) => onBodyError === 'collect',
  arrive(config, view) {
    const items = itemsOf(view.read('over'));
    return items.length === 0 ? { kind: 'join' } : { kind: 'begin_bodies', count: Math.min(config.concurrency, items.length), items };
  },
  bodyEnded: ({ concurrency }, { bodies }) => next(bodies, concurrency),
});

function next({ items, begun, completed, failed }: BodiesView, concurrency: number): Intent {
  const running = begun - completed - failed;
  const count = Math.min(concurrency - running, items.length - begun);
  if (count > 0) return { kind: 'begin_bodies', count };
  return running > 0 ? { kind: 'await_bodies' } : { kind: 'join' };
}

function itemsOf(value: Json): readonly Json[] {
  if (!isJsonList(value)) throw new AppError('input_invalid', '"over" must be a list.', { next: 'Give it a list, such as inputs.files.' });
  if (value.length <= mostItems) return value;
  throw new AppError('input_invalid', `"over" has ${value.length} items, and a map takes ${mostItems} at most.`, { next: 'Map over parts of the list.' });
}
