import { z } from 'zod';
import { templateFormats } from './document-template.ts';
import { Sha256 } from './ids.ts';

/** Another document a template takes in, as it was when the run began. */
const TakenReference = z.strictObject({ revision: z.int().min(1), format: z.enum(['md', 'txt']), sha256: Sha256 });
export type TakenReference = z.infer<typeof TakenReference>;

/** Forms do not ask for what a run is given. */
const putIn = { readOnly: true };

/** A document template by its id. What a run follows also says which text that is: it is put in when the run begins. */
export const TemplateReference = z.strictObject({
  id: z.string().min(1).max(200).describe('Id of the template, or `stock:` and the name of one that is shipped'),
  revision: z.int().min(1).optional().describe('Keep to this revision; the newest when a run begins if absent'),
  format: z.enum(templateFormats).optional().meta(putIn).describe('Put in when a run begins'),
  sha256: Sha256.optional().meta(putIn).describe('The address of its text, put in when a run begins'),
  documents: z.record(z.string(), TakenReference).optional().meta(putIn).describe('The documents it takes in, put in when a run begins'),
});
export type TemplateReference = z.infer<typeof TemplateReference>;
