import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { isTrue } from '../kind-view.ts';
import { defineValidator, type ValidatorKind } from '../validator-kind.ts';

const Config = z.strictObject({ that: ExpressionText.describe('Expression that must be true') });

/** The check of one expression, `that`. */
export const thatHolds: Pick<ValidatorKind<z.infer<typeof Config>>, 'sources' | 'prepare'> = {
  sources: ({ that }) => ({ expressions: { that } }),
  prepare: ({ that }) => (view) => (isTrue(view, 'that') ? { ok: true } : { ok: false, detail: `${that} is false` }),
};

/** Passes when its expression is true. */
export const expression = defineValidator<z.infer<typeof Config>>({
  type: 'expression',
  title: 'An expression holds',
  summary: 'Passes when its expression is true',
  config: Config,
  example: { that: 'size(vars.text) > 0' },
  ...thatHolds,
});
