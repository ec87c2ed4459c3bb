import { z } from 'zod';
import { DurationText, millisecondsOf } from '../config-fields.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Config = z.strictObject({ after: DurationText().optional().describe('Time from when the node begins to wait; absent for the time the node itself waits for') });

/** Fires when a time has passed. */
export const scheduled = defineTrigger({
  type: 'scheduled',
  title: 'Time has passed',
  summary: 'Fires when the node has waited for this long, or when the time has come that it waits for',
  moment: 'event',
  config: Config,
  example: { after: 'PT24H' },
  delayMs: ({ after }: z.infer<typeof Config>) => (after === undefined ? undefined : millisecondsOf(after)),
});
