import { z } from 'zod';

/**
 * Imported for its effect, before any schema is made: Zod otherwise tries `new Function` once, and a page under a strict
 * content policy reports that as a violation.
 */
z.config({ jitless: true });
