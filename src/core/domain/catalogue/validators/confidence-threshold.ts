import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { defineValidator } from '../validator-kind.ts';

const Config = z.strictObject({
  of: ExpressionText.describe('How sure something is, from 0 to 1, such as nodes.route.decision.confidence'),
  atLeast: z.number().min(0).max(1).default(0.7),
});

/** Passes when a confidence reaches a mark. */
export const confidenceThreshold = defineValidator<z.infer<typeof Config>>({
  type: 'confidence-threshold',
  title: 'It is sure enough',
  summary: 'Passes when a confidence reaches a mark',
  config: Config,
  example: { of: 'nodes.route.decision.confidence', atLeast: 0.8 },
  sources: ({ of }) => ({ expressions: { of } }),
  prepare: ({ atLeast }) => (view) => {
    const value = view.read('of');
    return typeof value === 'number' && value >= atLeast ? { ok: true } : { ok: false, detail: `${JSON.stringify(value)} is less than ${atLeast}` };
  },
});
