import path from 'node:path';

/**
 * The program as a person starts it: what is built where `npm test` has built it and says so, otherwise the source, which
 * takes longer to start and needs no build.
 */
export const program = process.env['AIWM_PROGRAM'] ?? path.join(import.meta.dirname, '../../src/cli/index.ts');
