import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { isTrue } from '../kind-view.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Config = z.strictObject({ when: ExpressionText.default('true').describe('Expression that is true or false; a default transition leaves it out') });

/** Fires when its expression is true. */
export const condition = defineTrigger({
  type: 'condition',
  title: 'A condition holds',
  summary: 'Fires when its expression is true',
  moment: 'data',
  config: Config,
  example: { when: 'vars.score >= 7' },
  sources: ({ when }) => ({ expressions: { when } }),
  fires: (_config: z.infer<typeof Config>, view) => isTrue(view, 'when'),
});
