import { z } from 'zod';
import { ChoiceName } from '../config-fields.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Config = z.strictObject({ choice: ChoiceName.optional().describe('What a person chooses with it; its transition’s id if absent') });

/** Fires when a person takes it, where nothing was decided without one. */
export const manualSelection = defineTrigger({
  type: 'manual-selection',
  title: 'A person chooses it',
  summary: 'Fires when a person chooses this branch; what a model recommended is shown',
  moment: 'event',
  byHand: true,
  config: Config,
  example: { choice: 'escalate' },
  choice: ({ choice }: z.infer<typeof Config>) => choice,
});
