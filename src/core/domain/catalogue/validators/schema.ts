import { z } from 'zod';
import { JsonRecord } from '../../model/json-value.ts';
import { schemaCheck } from '../json-schema.ts';
import { ExpressionText } from '../config-fields.ts';
import { defineValidator } from '../validator-kind.ts';

const Config = z.strictObject({
  value: ExpressionText.describe('Expression of the value to check'),
  schema: JsonRecord.meta({ format: 'json-schema' }).describe('JSON Schema 2020-12'),
});

/** Passes when a value fits a JSON Schema. */
export const schema = defineValidator<z.infer<typeof Config>>({
  type: 'schema',
  title: 'A value fits a schema',
  summary: 'Passes when the value fits the JSON Schema',
  config: Config,
  example: { value: 'nodes.ask.answer', schema: { type: 'object', required: ['title'] } },
  sources: ({ value }) => ({ expressions: { value } }),
  prepare(config) {
    const check = schemaCheck(config.schema);
    return (view) => {
      const [problem] = check(view.read('value'));
      return problem === undefined ? { ok: true } : { ok: false, detail: `${problem.path}: ${problem.message}` };
    };
  },
});
