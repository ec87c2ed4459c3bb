import { z } from 'zod';
import { FileRef } from '../../../model/blob.ts';
import { AppError } from '../../../model/errors.ts';
import { isJsonObject, type Json } from '../../../model/json.ts';
import { JsonRecord } from '../../../model/json-value.ts';
import { columnTypes, type Table, type TextTable } from '../../../model/table.ts';
import type { EffectPorts } from '../../../ports/effect-ports.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../../action-kind.ts';
import { oneEffect, requestOf } from '../one-effect.ts';
import { applySteps } from './apply-steps.ts';
import { TransformStep } from './transform-steps.ts';
import { tableOfColumns, tableOfRecords, typedTable } from '../../../model/typed-table.ts';

const maxRows = 10_000;

const Columns = z.array(z.object({ name: z.string(), type: z.enum(columnTypes) }));
const Rows = z.looseObject({ columns: z.json().optional(), rows: z.array(JsonRecord) });

const Config = z.strictObject({
  source: z
    .union([FileRef.loose().meta({ title: 'A file by reference' }), z.array(JsonRecord).meta({ title: 'A list of records' }), Rows.meta({ title: 'The result of another step' })])
    .meta({ usually: 'expression' })
    .describe('A CSV, TSV, JSON or YAML file by reference, a list of records, or the result of another transform'),
  steps: z.array(TransformStep.meta({ title: 'Step' })).max(50).describe('Operations, in order'),
});
type Config = z.infer<typeof Config>;

const transformEffect = defineEffect<Config>({ kind: 'transform', repeat: 'safe', costsMoney: false, request: Config, perform: run });

/** Works on tables: filter, derive, select, group, aggregate, sort, limit, describe. */
export const transform = defineAction<Config>({
  type: 'transform',
  version: 1,
  title: 'Transform a table',
  summary: 'Filters, groups, aggregates and sorts the rows of a table',
  config: Config,
  output: {
    type: 'object',
    properties: {
      columns: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, type: { enum: ['number', 'date', 'boolean', 'text'] } } } },
      rows: { type: 'array', items: { type: 'object' } },
      count: { type: 'integer' },
    },
    required: ['columns', 'rows', 'count'],
  },
  example: { source: '{{ nodes.prepare.read }}', steps: [{ op: 'group', by: [{ column: 'date', bucket: 'month' }], aggregate: [{ columns: 'numeric', fn: 'mean' }] }] },
  effects: [transformEffect],
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'transform', request: requestOf(config) }),
});

async function run({ source, steps }: Config, { ports, signal }: EffectContext): Promise<EffectResult> {
  signal.throwIfAborted();
  const table = applySteps(await tableOf(source, ports), steps, signal);
  if (table.rows.length > maxRows) {
    throw new AppError('input_invalid', `the transform leaves ${table.rows.length} rows; at most ${maxRows} are kept`, { next: 'End with a group, an aggregate or a limit.' });
  }
  return { output: { columns: table.columns.map((column) => ({ ...column })), rows: table.rows, count: table.rows.length } };
}

async function tableOf(source: Config['source'], ports: EffectPorts): Promise<Table> {
  if (Array.isArray(source)) return tableOfRecords(source);
  const file = FileRef.safeParse(source);
  if (!file.success) return tableOfResult(source as z.infer<typeof Rows>);
  const formatter = await ports.formatters.forFile(file.data.name);
  const value = await formatter.parse(await ports.readBlob(file.data));
  if (isTextTable(value)) return typedTable(value);
  if (Array.isArray(value) && value.every((row: Json) => isJsonObject(row))) return tableOfRecords(value);
  throw new AppError('input_invalid', `file '${file.data.name}' holds no table`, { next: 'Use a CSV or TSV file, or JSON or YAML with a list of records.' });
}

/** The result of a transform keeps its columns and their types, also when no row is left of it. */
function tableOfResult({ columns, rows }: z.infer<typeof Rows>): Table {
  const known = Columns.safeParse(columns);
  return known.success ? tableOfColumns(known.data, rows) : tableOfRecords(rows);
}

function isTextTable(value: Json): value is Json & TextTable {
  return isJsonObject(value) && Array.isArray(value['columns']) && Array.isArray(value['rows']) && value['rows'].every((row) => Array.isArray(row));
}
