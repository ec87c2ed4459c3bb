import { z } from 'zod';
import { JsonRecord } from './json-value.ts';

/**
 * How far a value may differ from the recorded one. `any` is anything, `text` any text that is not empty. Of the others
 * all that are written must hold: the text contains these words, fits a pattern, is about as long (0.2: a fifth more or
 * less), or the value fits a JSON Schema.
 */
export const TestMatcher = z.union([
  z.enum(['any', 'text']),
  z.strictObject({
    contains: z.union([z.string().min(1), z.array(z.string().min(1)).min(1).max(50)]).optional(),
    matches: z.string().min(1).max(1000).optional(),
    length: z.number().min(0).max(10).optional(),
    schema: JsonRecord.optional(),
  }),
], { error: 'is none of what may stand here: "any", "text", or one or more of {"contains": "…", "matches": "…", "length": 0.2, "schema": {…}}' });
export type TestMatcher = z.infer<typeof TestMatcher>;

/**
 * Matchers by where they count, `<place>:<path>`: the place is a visit as the journal names it, empty for the run as a
 * whole; the path leads to the value in the fact. A `*` in either stands for any characters: `*:request.prompt`.
 */
export const TestRules = z.record(z.string().regex(/^[^:]*(?::.*)?:[^:]+$/u, 'a rule is <place>:<path>, such as ask#1:request.prompt'), TestMatcher);
export type TestRules = z.infer<typeof TestRules>;
