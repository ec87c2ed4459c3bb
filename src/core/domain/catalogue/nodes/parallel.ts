import { z } from 'zod';
import { defineNode, type BodiesView, type Intent } from '../node-kind.ts';

const Join = z.union([z.enum(['all', 'any']).meta({ words: { all: 'All of them', any: 'The first of them' } }), z.strictObject({ quorum: z.int().min(1).describe('So many must complete') }).meta({ title: 'At least so many' })]);
const Config = z
  .strictObject({
    join: Join.default('all').describe('Which bodies must complete'),
    onBodyError: z.enum(['fail', 'collect']).default('fail').describe('With all: fail at the first error, or collect errors as results'),
  })
  .refine((config) => config.onBodyError === 'fail' || config.join === 'all', 'any and a quorum collect errors anyway: leave onBodyError out');
type Config = z.infer<typeof Config>;

/** Several bodies beside each other. What they yield stands at `nodes.<node>.results`, by body in declared order. */
export const parallel = defineNode<Config>({
  type: 'parallel',
  title: 'Parallel',
  summary: 'Runs several bodies at once and goes on when enough of them are done',
  role: 'step',
  config: Config,
  example: { join: { quorum: 2 } },
  bodies: { least: 2, most: 20 },
  bodiesNeeded: ({ join }) => (typeof join === 'object' ? join.quorum : 1),
  isSpread: true,
  reserves: 'results',
  leavesBy: ['task-complete', 'error'],
  takesFailures: ({ join, onBodyError }) => join !== 'all' || onBodyError === 'collect',
  arrive: (_config, { bodies }) => ({ kind: 'begin_bodies', count: bodies.declared }),
  bodyEnded: ({ join }, { bodies }) => (join === 'all' ? whenAllEnded(bodies) : whenEnough(bodies, join === 'any' ? 1 : join.quorum)),
});

function whenAllEnded({ declared, completed, failed }: BodiesView): Intent {
  return completed + failed < declared ? { kind: 'await_bodies' } : { kind: 'join' };
}

function whenEnough({ declared, completed, failed }: BodiesView, wanted: number): Intent {
  if (completed >= wanted) return { kind: 'join' };
  if (declared - failed >= wanted) return { kind: 'await_bodies' };
  return { kind: 'fail', message: `${failed} of ${declared} bodies failed, so that ${wanted} can no longer complete.` };
}
