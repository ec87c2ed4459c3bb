import { z } from 'zod';
import { stream } from './define-operation.ts';
import { PouredPiece } from './file-piece.ts';

/** A run as a file for other programs. */
export const runsExport = {
  export: stream('runs.export', {
    isDownload: true,
    summary: 'Write the journal of a run as lines of JSON, or as a table for a spreadsheet',
    access: 'read',
    input: z.strictObject({
      id: z.string().min(1).describe('Id of the run'),
      format: z.enum(['csv', 'jsonl']).default('jsonl').describe('`jsonl` is what `runs watch --json` prints; `csv` has a row of columns and the rest of each row as JSON in its last'),
    }),
    output: PouredPiece,
    errors: ['not_found'],
    example: { id: '<run>', format: 'csv' },
    positionals: ['id'],
  }),
};
