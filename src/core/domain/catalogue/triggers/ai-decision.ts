import { z } from 'zod';
import { isJsonObject } from '../../model/json.ts';
import { ChoiceName } from '../config-fields.ts';
import { defineTrigger } from '../trigger-kind.ts';

const Config = z.strictObject({
  choice: ChoiceName.describe('The choice of the model it stands for'),
  minConfidence: z.number().min(0).max(1).default(0.7).describe('How sure the model must be, from 0 to 1'),
});

/** Fires when the model chose it and is sure enough. */
export const aiDecision = defineTrigger({
  type: 'ai-decision',
  title: 'The model chose it',
  summary: 'Fires when the model made this choice and is sure enough of it',
  moment: 'data',
  config: Config,
  example: { choice: 'escalate', minConfidence: 0.8 },
  choice: ({ choice }: z.infer<typeof Config>) => choice,
  fires: ({ choice, minConfidence }: z.infer<typeof Config>, { decision }) => {
    if (!isJsonObject(decision)) return false;
    const { choice: chosen, confidence } = decision;
    return chosen === choice && typeof confidence === 'number' && confidence >= minConfidence;
  },
});
