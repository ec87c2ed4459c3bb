/**
 * Spreadsheets run a cell that begins with one of a few signs as a formula. A table that leaves for a person's
 * spreadsheet goes through {@link neutraliseFormulas} first; the formatters themselves change nothing, so that what is
 * written reads back equal.
 */
import type { TextTable } from './table.ts';

const formulaStart = /^[\s'"]*[=+\-@\t\r\n＝＋－＠]/u;
const number = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/** The table with an apostrophe before each cell that a spreadsheet could run; numbers in `numericColumns` pass. */
export function neutraliseFormulas(table: TextTable, numericColumns: ReadonlySet<string>): TextTable {
  const isNumeric = table.columns.map((column) => numericColumns.has(column));
  return {
    columns: table.columns.map(guard),
    rows: table.rows.map((row) => row.map((cell, index) => (isNumeric[index] === true && number.test(cell) ? cell : guard(cell)))),
  };
}

/** The table as it was before {@link neutraliseFormulas}. */
export function restoreFormulas(table: TextTable): TextTable {
  return { columns: table.columns.map(unguard), rows: table.rows.map((row) => row.map(unguard)) };
}

function guard(cell: string): string {
  return formulaStart.test(cell) ? `'${cell}` : cell;
}

/** A cell that already began with an apostrophe and a formula counts as one, so each gets exactly one more and loses one. */
function unguard(cell: string): string {
  return cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell;
}
