import { z } from 'zod';
import { LocalId } from '../../model/ids.ts';
import type { Json } from '../../model/json.ts';
import { JsonValue } from '../../model/json-value.ts';
import { defineNode } from '../node-kind.ts';

const Config = z.strictObject({
  result: LocalId.default('completed').describe('completed, failed, or a name of your own that counts as completed'),
  outputs: z.record(z.string(), JsonValue).meta({ format: 'templates' }).default({}).describe('What the region yields; texts are templates'),
  message: z.string().meta({ format: 'template' }).default('').describe('Why it failed; a template'),
});

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The end of a region. The root's end ends the run. */
export const end = defineNode({
  type: 'end',
  title: 'End',
  summary: 'Yields outputs and ends the workflow, or a pass of a loop',
  role: 'end',
  config: Config,
  example: { result: 'completed', outputs: { text: '{{ vars.text }}' } },
  bodies: 0,
  leavesBy: [],
  sources: (config) => ({ templates: { outputs: config.outputs, message: config.message } }),
  arrive: (config, view) => ({
    kind: 'end',
    status: config.result === 'failed' ? 'failed' : 'completed',
    ...(config.result === 'failed' || config.result === 'completed' ? {} : { outcome: config.result }),
    outputs: view.render('outputs'),
    message: textOf(view.render('message')),
  }),
});
