import { z } from 'zod';
import { LocalId } from '../../model/ids.ts';
import { JsonValue } from '../../model/json-value.ts';
import { defineAction } from '../action-kind.ts';

const Config = z.strictObject({
  name: LocalId.meta({ format: 'variable' }).describe('The variable'),
  value: JsonValue.describe('Its new value; a text that is one expression gives the expression’s value'),
});

/** Assigns one of the workflow's variables. It has no effect, so that it costs no row of its own. */
export const variableSet = defineAction<z.infer<typeof Config>>({
  type: 'variable.set',
  version: 1,
  title: 'Set a variable',
  summary: 'Gives a variable a new value',
  config: Config,
  output: {},
  example: { name: 'count', value: '{{ vars.count + 1 }}' },
  effects: [],
  assigns: ({ name }) => (typeof name === 'string' && !name.includes('{{') ? [name] : []),
  next: ({ name, value }) => ({ kind: 'output', output: value, vars: { [name]: value } }),
});
