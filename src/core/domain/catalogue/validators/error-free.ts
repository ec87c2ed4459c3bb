import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { isTrue } from '../kind-view.ts';
import { defineValidator } from '../validator-kind.ts';

const Config = z.strictObject({ outputs: z.array(ExpressionText).default([]).describe('Outputs of actions that may have gone on after an error, such as nodes.prep.read') });

/** Passes when nothing failed here. */
export const errorFree = defineValidator<z.infer<typeof Config>>({
  type: 'error-free',
  title: 'Nothing failed',
  summary: 'Passes when no error was caught here and none of the outputs is one',
  config: Config,
  example: { outputs: ['nodes.prep.read'] },
  sources: ({ outputs }) => ({ expressions: { error: 'error == null', ...Object.fromEntries(outputs.map((output) => [output, `has(${output}.error)`])) } }),
  prepare: ({ outputs }) => (view) => {
    if (!isTrue(view, 'error')) return { ok: false, detail: 'an error was caught' };
    const failed = outputs.find((output) => isTrue(view, output));
    return failed === undefined ? { ok: true } : { ok: false, detail: `${failed} is an error` };
  },
});
