import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { defineValidator } from '../validator-kind.ts';
import { thatHolds } from './expression.ts';

const Config = z.strictObject({ that: ExpressionText.describe('What must hold when the loop is left') });

/** Passes when what a loop is for really holds. */
export const exitCondition = defineValidator<z.infer<typeof Config>>({
  type: 'exit-condition',
  title: 'The loop may be left',
  summary: 'Passes when what the loop is for really holds',
  config: Config,
  example: { that: 'vars.score >= 7' },
  ...thatHolds,
});
