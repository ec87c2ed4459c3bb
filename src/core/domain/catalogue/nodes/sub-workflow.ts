import { z } from 'zod';
import { Slug } from '../../model/ids.ts';
import { JsonValue } from '../../model/json-value.ts';
import { defineNode } from '../node-kind.ts';

const Config = z.strictObject({
  workflow: Slug.meta({ format: 'workflow' }).describe('Name of the workflow to run'),
  version: z.int().min(1).optional().describe('This version; the newest published one, if left out'),
  inputs: z.record(z.string(), JsonValue).meta({ format: 'templates' }).default({}).describe('What it is given; texts are templates'),
});

/** Another published workflow, on its own: it sees only its inputs. What its end yields stands at `nodes.<node>.outputs`. */
export const subWorkflow = defineNode<z.infer<typeof Config>>({
  type: 'subWorkflow',
  title: 'Sub-workflow',
  summary: 'Runs another published workflow and takes what it yields',
  role: 'step',
  config: Config,
  example: { workflow: 'weekly-report', inputs: { rows: '{{ vars.rows }}' } },
  bodies: 0,
  isSpread: true,
  reserves: 'outputs',
  leavesBy: ['task-complete', 'error'],
  sources: ({ inputs }) => ({ templates: { inputs } }),
  calls: ({ workflow, version, inputs }) => ({ workflow, version, inputs }),
  arrive: ({ workflow }, view) => ({ kind: 'call', workflow, inputs: view.render('inputs') }),
  bodyEnded: (_config, { bodies }) => ({ kind: bodies.completed > 0 ? 'join' : 'await_bodies' }),
});
