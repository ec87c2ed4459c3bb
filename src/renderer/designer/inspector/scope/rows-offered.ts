import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { wholeExpression } from '../form/template-text.ts';
import type { Completion } from '../text/completions.ts';
import type { Scope } from './scope-entry.ts';

export interface RowsAround extends Scope {
  /** Of the action whose rows are read. */
  readonly config: JsonObject;
}

/** What an expression over rows may read: `item` with the columns that are known, `index`, and the functions. */
export function rowsOffered({ config, entries, functions }: RowsAround): readonly Completion[] {
  const words = inspectorWords.rows;
  const source = wholeExpression(config['source'] ?? config['file']);
  const samples = entries.filter(({ path }) => path === source || path === `${source ?? ''}.rows`).flatMap((entry) => entry.samples);
  const columns = new Set([...samples.flatMap(({ value }) => columnsIn(value)), ...columnsMade(config)]);
  return [
    { label: 'item', kind: 'path', detail: words.item },
    { label: 'index', kind: 'path', detail: words.index },
    ...[...columns].map((column): Completion => ({ label: pathOf(column), kind: 'path', detail: words.column })),
    ...functions.map(({ name, signature, summary }): Completion => ({ label: name, kind: 'function', detail: signature, info: summary })),
  ];
}

/** The columns of the first rows: of a list, or of the result of another action. */
function columnsIn(value: Json | undefined): readonly string[] {
  const rows = isJsonObject(value ?? null) ? (value as JsonObject)['rows'] : value;
  return isJsonList(rows) ? rows.slice(0, 5).flatMap((row) => (isJsonObject(row) ? Object.keys(row) : [])) : [];
}

/** Columns that the action itself adds. */
function columnsMade({ steps, compute, types }: JsonObject): readonly string[] {
  const made = [...(isJsonList(steps) ? steps : []), ...(isJsonList(compute) ? compute : [])];
  const added = made.flatMap((each) => (isJsonObject(each) && each['value'] !== undefined && typeof each['column'] === 'string' && each['column'] !== '' ? [each['column']] : []));
  return [...added, ...(isJsonObject(types ?? null) ? Object.keys(types as JsonObject) : [])];
}

function pathOf(column: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/u.test(column) ? `item.${column}` : `item[${JSON.stringify(column)}]`;
}
