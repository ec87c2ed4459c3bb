import { AppError } from '../../../model/errors.ts';
import type { ReadOptions } from '../../../ports/formatter.ts';
import { defineAction, defineEffect, type EffectContext, type EffectResult } from '../../action-kind.ts';
import { fileUse } from '../file-use.ts';
import { oneEffect, requestOf } from '../one-effect.ts';
import { csvPieces } from './csv-pieces.ts';
import { QueryConfig } from './query-config.ts';
import { type QueriedRows, queryRows } from './query-rows.ts';
import { type Row, typedRecords } from './typed-records.ts';

const mostRows = 10_000;
/** Of all rows in the output: what an action brings into a run is bounded. */
const mostCharacters = 8 * 1024 * 1024;
const pieceBytes = 64 * 1024;

/** The same file gives the same rows, and the same bytes where they are written. */
const queryEffect = defineEffect<QueryConfig>({
  kind: 'csv.query',
  repeat: 'safe',
  costsMoney: false,
  request: QueryConfig,
  paths: ({ file, to }) => [...(typeof file === 'string' ? [file] : []), ...(to === undefined ? [] : [to.path])],
  perform: query,
});

/** Asks a CSV or TSV file of any size for some of its rows; memory holds a few at a time. */
export const csvQuery = defineAction<QueryConfig>({
  type: 'csv.query',
  version: 1,
  title: 'Query a CSV file',
  summary: 'Filters, computes, groups and orders the rows of a CSV file of any size',
  config: QueryConfig,
  output: {
    type: 'object',
    properties: {
      columns: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' }, type: { enum: ['number', 'date', 'boolean', 'text'] } } } },
      rows: { type: 'array', items: { type: 'object' }, description: 'Absent where they were written to a file' },
      count: { type: 'integer', description: 'Rows of the result' },
      read: { type: 'integer', description: 'Records read' },
      delimiter: { type: 'string' },
      path: { type: 'string', description: 'Where the rows were written' },
      name: { type: 'string' },
      bytes: { type: 'integer' },
      sha256: { type: 'string' },
    },
    required: ['columns', 'count', 'read', 'delimiter'],
  },
  example: { file: 'inbox/orders.csv', where: 'item.amount > 100', group: { by: ['country'], aggregate: [{ fn: 'sum', column: 'amount' }] }, order: [{ by: 'sum_amount', descending: true }], limit: 10 },
  effects: [queryEffect],
  origin: ['document'],
  chooses: { directories: ['file', 'to.path'] },
  next: (config, _input, outcomes) => oneEffect(outcomes, { kind: 'csv.query', request: requestOf(config) }),
});

async function query(config: QueryConfig, context: EffectContext): Promise<EffectResult> {
  const { ports, signal } = context;
  signal.throwIfAborted();
  const options = await howWritten(config, context);
  const records = ports.formatters.records(bytesOf(config.file, context), options);
  try {
    const queried = queryRows(await typedRecords(records, config), config, { signal });
    const outcome = config.to === undefined ? await collected(queried) : await written(queried, { ...config, to: config.to }, context);
    return { output: { ...outcome, columns: queried.columns().map((column) => ({ ...column })), read: queried.read(), delimiter: options.delimiter } };
  } finally {
    // A limit may be reached long before the end of the file.
    await records.return();
  }
}

/** What parts the cells and how letters are written, as the beginning of the file tells. */
async function howWritten({ file, delimiter }: QueryConfig, context: EffectContext): Promise<ReadOptions & { readonly delimiter: string }> {
  for await (const beginning of bytesOf(file, context)) {
    const { encoding, delimiter: found } = await context.ports.formatters.dialect(beginning);
    return { encoding, delimiter: delimiter ?? found };
  }
  return { delimiter: delimiter ?? ',' };
}

async function* bytesOf(file: QueryConfig['file'], context: EffectContext): AsyncGenerator<Uint8Array, void, void> {
  if (typeof file === 'string') {
    yield* context.ports.files.stream(file, fileUse(context));
    return;
  }
  const bytes = await context.ports.readBlob(file);
  for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes);
}

async function collected({ rows }: QueriedRows): Promise<{ readonly rows: readonly Row[]; readonly count: number }> {
  const kept: Row[] = [];
  let characters = 0;
  for await (const row of rows) {
    kept.push(row);
    characters += JSON.stringify(row).length;
    if (kept.length > mostRows || characters > mostCharacters) {
      throw new AppError('input_invalid', `the query leaves more than ${mostRows} rows, or ${mostCharacters} characters of them`, {
        next: 'Give a `limit`, group the rows, select fewer columns, or write them to a file with `to`.',
        data: { mostRows },
      });
    }
  }
  return { rows: kept, count: kept.length };
}

async function written(queried: QueriedRows, { to }: { readonly to: NonNullable<QueryConfig['to']> }, context: EffectContext): Promise<{ readonly path: string; readonly name: string; readonly bytes: number; readonly sha256: string; readonly count: number }> {
  const { ports } = context;
  let count = 0;
  async function* counted(): AsyncGenerator<Row, void, void> {
    for await (const row of queried.rows) {
      count += 1;
      yield row;
    }
  }
  const formatter = await ports.formatters.get('csv');
  const { name, bytes, sha256 } = await ports.files.writeStream(to.path, csvPieces(counted(), { columns: () => queried.columns(), formatter }), { ...fileUse(context), overwrite: to.overwrite });
  return { path: to.path, name, bytes, sha256, count };
}
