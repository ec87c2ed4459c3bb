import type { TextDirection } from '../../domain/model/document.ts';
import { columnWidths } from '../tree/column-widths.ts';
import type { Alignment, Cell, Table } from '../tree/document-tree.ts';
import { plainStyle, styledRuns } from '../tree/styled-runs.ts';
import type { Box } from './box.ts';
import type { Frame } from './frame.ts';
import { cellPadding, gap, ink, sizes } from './page-format.ts';
import type { Pen } from './pen.ts';
import type { SetLine } from './place-line.ts';
import { setLines } from './set-lines.ts';
import { tagNode } from './tag-node.ts';
import type { TagNode } from './tag-node.ts';
import { baselineIn } from './text-boxes.ts';

/** A row that would take more of a page than this goes on on the next one. */
function maxLinesOn({ textHeight }: Frame['page']): number {
  return Math.floor((textHeight * 0.6) / sizes.table.lineHeight);
}

/** A row ready to be drawn: lines of each cell, none of them parted. */
interface Row {
  readonly cells: readonly (readonly SetLine[])[];
  readonly directions: readonly TextDirection[];
  readonly tags: readonly TagNode[];
  readonly isHeader: boolean;
  readonly height: number;
  readonly edges: { readonly top: number; readonly bottom: number };
}

interface Columns {
  readonly table: Table;
  readonly frame: Frame;
  readonly x: readonly number[];
  readonly widths: readonly number[];
}

/** The rows of a table; the header row comes again on each page that the table reaches. */
export function* tableBoxes(table: Table, frame: Frame): Generator<Box> {
  const widths = columnWidths(table, { width: frame.width, fontSize: sizes.table.fontSize, padding: 2 * cellPadding.x });
  const isRight = frame.direction === 'rtl';
  let x = isRight ? frame.x + frame.width : frame.x;
  const columns: Columns = { table, frame, widths, x: widths.map((width) => (isRight ? (x -= width) : (x += width) - width)) };
  const tag = tagNode('Table', frame.tag);
  const header = rowsOf(table.header, { columns, parent: tag, isHeader: true });
  const headerHeight = header.reduce((total, row) => total + row.height, 0);
  const repeated = {
    height: headerHeight,
    draw: (pen: Pen, y: number): void => {
      let at = y;
      for (const row of header) {
        drawRow(pen, at, { row, columns, isRepeated: true });
        at += row.height;
      }
    },
  };
  for (const [index, row] of header.entries()) {
    yield { above: index === 0 ? gap.table : 0, height: row.height, keepsNext: true, draw: (pen, y) => drawRow(pen, y, { row, columns, isRepeated: false }) };
  }
  // A header that takes half a page is not worth its place on the next one.
  const repeats = headerHeight < frame.page.textHeight / 3 ? { repeated } : {};
  for (const cells of table.rows) {
    for (const row of rowsOf(cells, { columns, parent: tag, isHeader: false })) {
      yield { above: 0, height: row.height, keepsNext: false, ...repeats, draw: (pen, y) => drawRow(pen, y, { row, columns, isRepeated: false }) };
    }
  }
}

interface RowPlace {
  readonly columns: Columns;
  readonly parent: TagNode;
  readonly isHeader: boolean;
}

/** One row, or several when a cell holds more lines than a page can take. */
function rowsOf(cells: readonly Cell[], { columns, parent, isHeader }: RowPlace): readonly Row[] {
  const { frame, widths } = columns;
  const tag = tagNode('TR', parent);
  const tags = cells.map(() => (isHeader ? tagNode('TH', tag, { scope: 'Column' }) : tagNode('TD', tag)));
  const texts = cells.map((cell, column) =>
    setLines(styledRuns(cell, { ...plainStyle, bold: isHeader }), {
      width: Math.max(1, (widths[column] ?? 0) - 2 * cellPadding.x),
      fontSize: sizes.table.fontSize,
      fonts: frame.fonts,
      direction: frame.direction,
    }),
  );
  const lines = texts.map((text) => text.lines);
  const maxLines = maxLinesOn(frame.page);
  const count = Math.max(1, ...lines.map((cell) => cell.length));
  return Array.from({ length: Math.ceil(count / maxLines) }, (_, part): Row => {
    const shown = Math.min(maxLines, count - part * maxLines);
    const edges = { top: part === 0 ? cellPadding.y : 0, bottom: (part + 1) * maxLines >= count ? cellPadding.y : 0 };
    return {
      cells: lines.map((cell) => cell.slice(part * maxLines, (part + 1) * maxLines)),
      directions: texts.map((text) => text.direction),
      tags,
      isHeader,
      edges,
      height: shown * sizes.table.lineHeight + edges.top + edges.bottom,
    };
  });
}

function drawRow(pen: Pen, y: number, { row, columns, isRepeated }: { readonly row: Row; readonly columns: Columns; readonly isRepeated: boolean }): void {
  const { frame, x, widths, table } = columns;
  const width = widths.reduce((total, one) => total + one, 0);
  const left = Math.min(...x);
  if (row.isHeader) {
    pen.shade({ x: left, y, width, height: row.height }, ink.tint);
  }
  for (const [column, lines] of row.cells.entries()) {
    const tag = isRepeated ? undefined : row.tags[column];
    if (tag !== undefined) {
      pen.enter(tag);
    }
    for (const [index, line] of lines.entries()) {
      const free = (widths[column] ?? 0) - 2 * cellPadding.x - line.width;
      const shift = shiftOf(table.align[column] ?? 'left', row.directions[column] ?? 'ltr', free);
      pen.line(line, {
        x: (x[column] ?? 0) + cellPadding.x + shift,
        baseline: y + row.edges.top + index * sizes.table.lineHeight + baselineIn(sizes.table),
        fontSize: sizes.table.fontSize,
        color: frame.color,
        tag,
      });
    }
  }
  if (row.edges.bottom > 0) {
    pen.shade({ x: left, y: y + row.height - 0.5, width, height: row.isHeader ? 0.9 : 0.5 }, row.isHeader ? ink.quiet : ink.line);
  }
}

/** Left and right of a column mean where a text begins and where it ends. */
function shiftOf(align: Alignment, direction: TextDirection, free: number): number {
  return align === 'center' ? free / 2 : (align === 'right') === (direction === 'ltr') ? free : 0;
}
