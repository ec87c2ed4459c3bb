import { z } from 'zod';
import { LocalId } from '../../model/ids.ts';
import { defineValidator } from '../validator-kind.ts';

const Config = z.strictObject({ loop: LocalId.meta({ format: 'loop' }).describe('Id of the loop'), atMost: z.int().min(1).max(1000) });

/** Passes when a loop needed few passes. */
export const iterationLimit = defineValidator<z.infer<typeof Config>>({
  type: 'iteration-limit',
  title: 'The loop took few passes',
  summary: 'Passes when the loop needed no more passes than this',
  config: Config,
  example: { loop: 'refine', atMost: 3 },
  sources: ({ loop }) => ({ expressions: { passes: `loops.${loop}.count` } }),
  prepare: ({ atMost }) => (view) => {
    const passes = view.read('passes');
    return typeof passes === 'number' && passes <= atMost ? { ok: true } : { ok: false, detail: `${JSON.stringify(passes)} passes, more than ${atMost}` };
  },
});
