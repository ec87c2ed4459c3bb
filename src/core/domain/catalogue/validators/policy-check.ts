import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { isTrue } from '../kind-view.ts';
import { defineValidator } from '../validator-kind.ts';

const Config = z.strictObject({ rules: z.array(z.strictObject({ name: z.string().min(1).max(100), that: ExpressionText })).min(1).max(50).describe('Each must be true') });

/** Passes when every rule is true, and names the first that is not. */
export const policyCheck = defineValidator<z.infer<typeof Config>>({
  type: 'policy-check',
  title: 'Rules are kept',
  summary: 'Passes when every rule is true, and names the first that is not',
  config: Config,
  example: { rules: [{ name: 'Small amounts only', that: 'vars.amount < 1000' }] },
  sources: ({ rules }) => ({ expressions: Object.fromEntries(rules.map(({ name, that }) => [name, that])) }),
  prepare: ({ rules }) => (view) => {
    const broken = rules.find(({ name }) => !isTrue(view, name));
    return broken === undefined ? { ok: true } : { ok: false, detail: `the rule "${broken.name}" is not kept` };
  },
});
