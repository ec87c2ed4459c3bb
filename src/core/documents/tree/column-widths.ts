import { metricsOf } from '../fonts/font-metrics.ts';
import type { Cell, Table } from './document-tree.ts';
import { wordPieces } from './word-pieces.ts';
import { faceOf, plainStyle, styledRuns } from './styled-runs.ts';

/** What a table may take, and what each cell adds to its text; all in one unit. */
export interface TableRoom {
  readonly width: number;
  readonly fontSize: number;
  readonly padding: number;
}

interface Needs {
  /** With each line of the cell unbroken. */
  readonly wanted: number;
  /** With each word unbroken. */
  readonly least: number;
}

/**
 * Widths of the columns. A table that fits keeps the widths it wants. In a wider one the columns that want less than an
 * even share get it, the others keep their longest word and share what is left by what they want; where not even the
 * words fit, the wide ones give way alike.
 */
export function columnWidths(table: Table, room: TableRoom): readonly number[] {
  const needs = table.header.map((_, column) => needsOf(table, column, room));
  if (sum(needs.map((need) => need.wanted)) <= room.width) {
    return needs.map((need) => need.wanted);
  }
  if (sum(needs.map((need) => need.least)) >= room.width) {
    return shrink(needs.map((need) => need.least), room.width);
  }
  const modest = modestColumns(needs, room.width);
  const least = sum(needs.map((need, column) => (modest.has(column) ? need.wanted : need.least)));
  const wanted = sum(needs.map((need) => need.wanted));
  const share = (room.width - least) / (wanted - least);
  return needs.map((need, column) => (modest.has(column) ? need.wanted : need.least + (need.wanted - need.least) * share));
}

/** The columns that can have all they want while the longest words of the others still fit. */
function modestColumns(needs: readonly Needs[], width: number): ReadonlySet<number> {
  const modest = new Set<number>();
  let left = width - sum(needs.map((need) => need.least));
  const byExcess = needs.map((need, column) => ({ column, excess: need.wanted - need.least })).toSorted((a, b) => a.excess - b.excess);
  for (const { column, excess } of byExcess) {
    if (excess > left / (needs.length - modest.size)) {
      break;
    }
    left -= excess;
    modest.add(column);
  }
  return modest;
}

/** Only columns wider than an even share give way, so that a short one beside a long word stays whole. */
function shrink(widths: readonly number[], total: number): readonly number[] {
  const fair = total / widths.length;
  const narrow = sum(widths.filter((width) => width <= fair));
  const wide = sum(widths.filter((width) => width > fair));
  return widths.map((width) => (width <= fair ? width : (width * (total - narrow)) / wide));
}

function needsOf(table: Table, column: number, room: TableRoom): Needs {
  let wanted = 0;
  let least = 0;
  for (const [index, row] of [table.header, ...table.rows].entries()) {
    const cell = needsOfCell(row[column] ?? [], index === 0, room.fontSize);
    wanted = Math.max(wanted, cell.wanted);
    least = Math.max(least, cell.least);
  }
  // Half a point of slack keeps a text from wrapping for a rounding.
  return { wanted: wanted + room.padding + 0.5, least: least + room.padding + 0.5 };
}

function needsOfCell(cell: Cell, isHeader: boolean, fontSize: number): Needs {
  let wanted = 0;
  let line = 0;
  let least = 0;
  for (const run of styledRuns(cell, { ...plainStyle, bold: isHeader })) {
    const font = metricsOf(faceOf(run));
    line = run.isBreak ? 0 : line + font.widthOf(run.text, fontSize);
    wanted = Math.max(wanted, line);
    least = run.text.split(/\s+/).flatMap(wordPieces).reduce((widest, word) => Math.max(widest, font.widthOf(word, fontSize)), least);
  }
  return { wanted, least };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
