import { z } from 'zod';
import { RowExpressionText } from '../../config-fields.ts';

const column = z.string().min(1).max(200);

export const aggregateFunctions = ['count', 'sum', 'mean', 'min', 'max', 'first', 'last', 'stdev'] as const;
export type AggregateFunction = (typeof aggregateFunctions)[number];

/** What a column becomes per group. `columns: numeric` stands for every numeric column that is not grouped by. */
export const Aggregate = z.strictObject({
  columns: z.union([z.array(column.meta({ title: 'Column' })).min(1).meta({ title: 'These columns' }), z.literal('numeric').meta({ words: { numeric: 'All columns of numbers' } })]).default('numeric'),
  fn: z.enum(aggregateFunctions),
  /** Put before the column's name, to tell several aggregates of one column apart. */
  prefix: z.string().max(50).default(''),
});
export type Aggregate = z.infer<typeof Aggregate>;

export const GroupKey = z.strictObject({
  column,
  /** Cuts a date down to what the rows share. */
  bucket: z.enum(['year', 'month', 'day']).optional(),
  as: column.optional(),
});
export type GroupKey = z.infer<typeof GroupKey>;

/** One operation on a table; the next one works on what it leaves. */
export const TransformStep = z.discriminatedUnion('op', [
  z.strictObject({ op: z.literal('filter'), where: RowExpressionText.describe('Keeps rows where this expression over `item` is true') }).meta({ title: 'Keep some rows' }),
  z.strictObject({ op: z.literal('derive'), column, value: RowExpressionText.describe('Expression over `item`') }).meta({ title: 'Add a column' }),
  z.strictObject({ op: z.literal('select'), columns: z.array(column.meta({ title: 'Column' })).min(1) }).meta({ title: 'Keep some columns' }),
  z.strictObject({ op: z.literal('group'), by: z.array(GroupKey.meta({ title: 'Group by' })).min(1).max(8), aggregate: z.array(Aggregate.meta({ title: 'Figure' })).min(1) }).meta({ title: 'Group rows' }),
  z.strictObject({ op: z.literal('aggregate'), aggregate: z.array(Aggregate.meta({ title: 'Figure' })).min(1) }).meta({ title: 'Figures over all rows' }),
  z.strictObject({ op: z.literal('sort'), by: column, descending: z.boolean().default(false) }).meta({ title: 'Put rows in order' }),
  z.strictObject({ op: z.literal('limit'), count: z.int().min(0).max(10_000), offset: z.int().min(0).default(0) }).meta({ title: 'Only so many rows' }),
  z.strictObject({ op: z.literal('describe') }).meta({ title: 'Describe the columns' }),
]);
export type TransformStep = z.infer<typeof TransformStep>;
