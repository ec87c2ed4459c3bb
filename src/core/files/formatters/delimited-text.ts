import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { AppError } from '../../domain/model/errors.ts';
import type { TextFormat } from '../../domain/model/document.ts';
import { isJsonObject } from '../../domain/model/json.ts';
import type { Json } from '../../domain/model/json.ts';
import type { TextTable } from '../../domain/model/table.ts';
import { FormatError } from './decode-text.ts';

/** How tables are read, whether at once or record by record. */
export const recordOptions = { record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: true };

/** The table in a text: the first record names the columns, each other record must have as many cells. */
export function readDelimited(text: string, delimiter: string): TextTable {
  const [columns = [], ...rows] = records(text, delimiter);
  return { columns, rows };
}

/** A text that {@link readDelimited} reads back as the same table; records end in a line feed. */
export function writeDelimited(table: TextTable, delimiter: string): string {
  if (table.columns.length === 0) {
    return '';
  }
  return stringify([table.columns, ...table.rows], {
    delimiter,
    record_delimiter: '\n',
    quote_record_delimiter: true,
    // An empty cell alone in its record would be a blank line; a mark or a space at an edge gets lost in other programs.
    quoted_empty: table.columns.length === 1,
    quoted_match: /[\r\n\t\u{feff}]|^\s|\s$/u,
  });
}

/** The table that CSV and TSV are written from; anything else, a ragged table too, is `input_invalid`. */
export function expectTable(format: TextFormat, value: Json): TextTable {
  if (!isTextTable(value)) {
    throw new AppError('input_invalid', `A ${format} file is written from a table {columns, rows} of texts.`, {
      next: 'Give "columns" as a list of names and "rows" as lists of texts.',
    });
  }
  const width = value.columns.length;
  const ragged = value.rows.findIndex((row) => row.length !== width || width === 0);
  if (ragged !== -1) {
    throw new AppError(
      'input_invalid',
      `Row ${ragged + 1} of the table has ${value.rows[ragged]?.length ?? 0} cells, but there are ${width} columns.`,
      { next: 'Give each row one cell for each column.', data: { format, row: ragged + 1, columns: width } },
    );
  }
  return value;
}

function records(text: string, delimiter: string): string[][] {
  demandDelimiter(delimiter);
  try {
    return parse(text, { ...recordOptions, delimiter });
  } catch (cause) {
    throw asFormatError(cause, hasSemicolons(text, delimiter) ? 'Its cells seem to be separated by semicolons; save it with commas between the cells, or let `aiwm docs convert <file> --to csv` do it.' : undefined);
  }
}

/** Refuses what cannot part cells. */
export function demandDelimiter(delimiter: string): void {
  if (delimiter.length === 1 && !'"\r\n'.includes(delimiter)) return;
  throw new FormatError({ message: `${JSON.stringify(delimiter)} cannot part cells` }, { next: 'Name one character that is no quote and no line end.' });
}

/** What the library says against a table, with the line; anything else as it is. */
export function asFormatError(cause: unknown, next?: string): unknown {
  return cause instanceof CsvError ? new FormatError(issueOf(cause), { cause, ...(next === undefined ? {} : { next }) }) : cause;
}

/** Whether the names of the columns are one cell only because semicolons stand between them. */
function hasSemicolons(text: string, delimiter: string): boolean {
  const [head = ''] = text.split(/[\r\n]/u, 1);
  return delimiter === ',' && head.includes(';') && !head.includes(',');
}

function issueOf(error: CsvError): { readonly message: string; readonly line?: number } {
  const line: unknown = error['lines'];
  const message = error.message
    .replace(/^Invalid Record Length: expect (\d+), got (\d+).*$/su, 'the record has $2 cells, the first one has $1')
    .replace(/^Max Record Size:.*$/su, 'a record is longer than a mebibyte; is a quote not closed?')
    .replace(/^Quote Not Closed:.*$/su, 'a quote is opened and not closed')
    .replace(/^Invalid Closing Quote:.*$/su, 'a closing quote is followed by something else than a delimiter')
    .replace(/^Invalid Opening Quote:.*$/su, 'a quote stands inside a cell that does not begin with one');
  return { message, ...(typeof line === 'number' ? { line } : {}) };
}

function isTextTable(value: Json): value is Json & TextTable {
  return isJsonObject(value) && isTexts(value['columns']) && Array.isArray(value['rows']) && value['rows'].every(isTexts);
}

function isTexts(value: Json | undefined): boolean {
  return Array.isArray(value) && value.every((cell) => typeof cell === 'string' && cell.isWellFormed());
}
