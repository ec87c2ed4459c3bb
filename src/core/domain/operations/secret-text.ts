import { z } from 'zod';

/**
 * A text that nobody may see again: no record keeps it, no example shows it, and no command line takes it as a word. Its
 * field is named so that the audit log knows it, with `secret` or `password` in the name.
 */
export function secretText(description: string) {
  return z.string().min(1).max(65_536).meta({ format: 'password', writeOnly: true }).describe(description);
}
