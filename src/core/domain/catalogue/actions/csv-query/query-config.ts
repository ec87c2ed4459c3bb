import { z } from 'zod';
import { FileRef } from '../../../model/blob.ts';
import { columnTypes } from '../../../model/table.ts';
import { RowExpressionText } from '../../config-fields.ts';

const column = z.string().min(1).max(200);

export const aggregateFunctions = ['count', 'sum', 'min', 'max', 'avg'] as const;

const Aggregate = z.strictObject({
  fn: z.enum(aggregateFunctions),
  column: column.optional().describe('Filled cells of this column; `count` without one counts rows'),
  as: column.optional().describe('Name of the result; `fn_column` if absent'),
});
export type Aggregate = z.infer<typeof Aggregate>;

/** What an aggregate's column is called. */
export function nameOf({ fn, column: of, as }: Aggregate): string {
  return as ?? (of === undefined ? fn : `${fn}_${of}`);
}

export const mostOrdered = 100_000;

/** What is asked of a table: the fields are done in the order `compute`, `where`, `group`, `order`, `offset`, `limit`, `select`. */
export const QueryConfig = z.strictObject({
  file: z.union([z.string().min(1).meta({ title: 'A path' }), FileRef.meta({ title: 'A file by reference' })]).describe('A CSV or TSV file: a path in an allowed directory, or a file by reference'),
  delimiter: z.string().length(1).optional().describe('What stands between the cells; found out if absent'),
  header: z.boolean().default(true).describe('Whether the first record names the columns; else they are column 1, column 2 …'),
  types: z.record(z.string(), z.enum(columnTypes)).default({}).describe('Types of columns; the others are found out from the first 1000 records'),
  badCells: z.enum(['fail', 'empty']).default('fail').describe('What a cell is that does not fit its column: an error, or empty'),
  compute: z.array(z.strictObject({ column, value: RowExpressionText.describe('Expression over `item` and `index`') })).max(50).default([]).describe('Columns to add'),
  where: RowExpressionText.optional().describe('Keeps records where this expression over `item` and `index` is true'),
  group: z.strictObject({ by: z.array(column.meta({ title: 'Column' })).max(8).default([]).describe('Columns that make a group; without them all records are one'), aggregate: z.array(Aggregate.meta({ title: 'Figure' })).min(1).max(50) }).optional(),
  order: z.array(z.strictObject({ by: column, descending: z.boolean().default(false) }).meta({ title: 'Order by' })).max(8).default([]),
  offset: z.int().min(0).max(mostOrdered).default(0),
  limit: z.int().min(1).optional().describe('At most this many rows'),
  select: z.array(column.meta({ title: 'Column' })).min(1).max(500).optional().describe('Columns of the result, in this order'),
  to: z.strictObject({ path: z.string().min(1).describe('A CSV file in an allowed directory'), overwrite: z.boolean().default(true) }).optional().describe('Where to write the rows, which are then no part of the output and may be many'),
});
export type QueryConfig = z.infer<typeof QueryConfig>;
