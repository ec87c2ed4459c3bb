import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { isTrue } from '../kind-view.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Config = z.strictObject({ when: ExpressionText.default('true').describe('Only for answers of which this is true') });

/** Fires when a valid answer to the card comes. */
export const cardSubmitted = defineTrigger({
  type: 'card-submitted',
  title: 'The card is answered',
  summary: 'Fires when somebody submits the card',
  moment: 'event',
  config: Config,
  example: { when: "nodes.review.card.values.decision == 'approved'" },
  sources: ({ when }) => ({ expressions: { when } }),
  fires: (_config: z.infer<typeof Config>, view) => isTrue(view, 'when'),
});
