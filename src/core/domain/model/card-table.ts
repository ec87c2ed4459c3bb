import type { CardBlock } from './card.ts';
import { isJsonList, isJsonObject, type Json } from './json.ts';

export interface CardTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const mostRows = 500;

/** A table of a card as texts: the columns it names, else those of its first rows; rows beyond the first 500 are left out. */
export function tableOfCard({ columns, rows }: Pick<Extract<CardBlock, { readonly type: 'table' }>, 'columns' | 'rows'>): CardTable {
  const list = (isJsonList(rows) ? rows : []).slice(0, mostRows);
  const keys = columns?.map(({ key }) => key) ?? [...new Set(list.flatMap((row) => (isJsonList(row) ? [...row.keys()].map(String) : isJsonObject(row) ? Object.keys(row) : ['value'])))];
  const names = columns?.map(({ label }) => label) ?? keys.map((key) => (/^\d+$/u.test(key) ? String(Number(key) + 1) : key));
  return { columns: names, rows: list.map((row) => keys.map((key, at) => cellText(isJsonList(row) ? row[at] : isJsonObject(row) ? row[key] : at === 0 ? row : undefined))) };
}

function cellText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
