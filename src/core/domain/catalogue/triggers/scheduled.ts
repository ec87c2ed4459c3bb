import { z } from 'zod';
import { DurationText, millisecondsOf } from '../config-fields.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Config = z.strictObject({ after: DurationText().describe('Time from when the card is shown') });

/** Fires when a time has passed. */
export const scheduled = defineTrigger({
  type: 'scheduled',
  title: 'Time has passed',
  summary: 'Fires when nobody has answered for this long',
  moment: 'event',
  config: Config,
  example: { after: 'PT24H' },
  delayMs: (config: z.infer<typeof Config>) => millisecondsOf(config.after),
});
