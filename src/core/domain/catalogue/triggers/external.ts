import { z } from 'zod';
import { ExpressionText } from '../config-fields.ts';
import { isTrue } from '../kind-view.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Config = z.strictObject({
  signal: z.string().min(1).max(200).optional().describe('Name of the signal; absent for the one its node names'),
  when: ExpressionText.default('true').describe('Only for signals of which this is true'),
});

/** Fires when a signal comes that the node waits for. */
export const external = defineTrigger({
  type: 'external',
  title: 'A signal comes',
  summary: 'Fires when the signal the node waits for comes from outside',
  moment: 'event',
  config: Config,
  example: { signal: 'payment', when: 'nodes.paid.signal.payload.amount > 0.0' },
  sources: ({ when }) => ({ expressions: { when } }),
  fires: (_config: z.infer<typeof Config>, view) => isTrue(view, 'when'),
  listensTo: (config: z.infer<typeof Config>) => config.signal,
});
