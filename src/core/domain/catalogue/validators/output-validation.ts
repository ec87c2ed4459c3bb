import { z } from 'zod';
import { JsonRecord } from '../../model/json-value.ts';
import { ExpressionText } from '../config-fields.ts';
import { schemaCheck } from '../json-schema.ts';
import { isTrue } from '../kind-view.ts';
import { defineValidator } from '../validator-kind.ts';

const Config = z.strictObject({
  value: ExpressionText.describe('What must be there'),
  schema: JsonRecord.meta({ format: 'json-schema' }).optional().describe('JSON Schema 2020-12 it must fit'),
  pattern: z.string().max(1000).optional().describe('RE2 pattern a text must match somewhere'),
});

/** Passes when a value is there, is not empty, and fits. */
export const outputValidation = defineValidator<z.infer<typeof Config>>({
  type: 'output-validation',
  title: 'There is a usable output',
  summary: 'Passes when a value is there, is not empty, and fits',
  config: Config,
  example: { value: 'nodes.write.ask.text', schema: { type: 'string', minLength: 20 } },
  sources: ({ value, pattern }) => ({ expressions: { value, ...(pattern === undefined ? {} : { matches: `string(${value}).matches(${JSON.stringify(pattern)})` }) } }),
  prepare({ schema, pattern, value: source }) {
    const check = schemaCheck(schema ?? {});
    return (view) => {
      const value = view.read('value');
      if (isEmpty(value)) return { ok: false, detail: `${source} is empty` };
      const [problem] = check(value);
      if (problem !== undefined) return { ok: false, detail: `${problem.path}: ${problem.message}` };
      return pattern === undefined || isTrue(view, 'matches') ? { ok: true } : { ok: false, detail: `${source} does not look like ${pattern}` };
    };
  },
});

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
