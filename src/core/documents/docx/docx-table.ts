import { AlignmentType, BorderStyle, Paragraph, Table as DocxTable, TableCell, TableLayoutType, TableRow, WidthType } from 'docx';
import { columnWidths } from '../tree/column-widths.ts';
import type { Cell, Table } from '../tree/document-tree.ts';
import { wayOf } from './docx-context.ts';
import type { DocxContext } from './docx-context.ts';
import { docxInlines } from './docx-inlines.ts';

const cellMargin = 90;
const fontSize = 20 * 10.5;

/** A table whose header row comes again on each page; rows are not split over pages. */
export function docxTable(table: Table, room: { readonly width: number; readonly indent: number }, context: DocxContext): DocxTable {
  const widths = columnWidths(table, { width: room.width, fontSize, padding: 2 * cellMargin }).map(Math.floor);
  const row = (cells: readonly Cell[], isHeader: boolean): TableRow =>
    new TableRow({
      cantSplit: true,
      // The attribute says "header" by being there: false would be read as true by some programs.
      ...(isHeader ? { tableHeader: true } : {}),
      children: cells.map((cell, column) => tableCell(cell, { table, column, isHeader, width: widths[column] ?? 0, context })),
    });
  return new DocxTable({
    width: { size: widths.reduce((total, width) => total + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    ...(context.direction === 'rtl' ? { visuallyRightToLeft: true } : {}),
    indent: { size: room.indent, type: WidthType.DXA },
    rows: [row(table.header, true), ...table.rows.map((cells) => row(cells, false))],
  });
}

interface CellPlace {
  readonly table: Table;
  readonly column: number;
  readonly isHeader: boolean;
  readonly width: number;
  readonly context: DocxContext;
}

function tableCell(cell: Cell, { table, column, isHeader, width, context }: CellPlace): TableCell {
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  const line = { style: BorderStyle.SINGLE, size: isHeader ? 8 : 4, color: isHeader ? '52606D' : 'CBD2D9' };
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    margins: { top: 40, bottom: 40, left: cellMargin, right: cellMargin },
    borders: { top: none, left: none, right: none, bottom: line },
    ...(isHeader ? { shading: { type: 'clear', fill: 'F3F5F7', color: 'auto' } } : {}),
    children: [
      new Paragraph({
        alignment: { left: AlignmentType.START, center: AlignmentType.CENTER, right: AlignmentType.END }[table.align[column] ?? 'left'],
        spacing: { after: 0 },
        ...wayOf(cell, context),
        children: docxInlines(cell, context, isHeader),
      }),
    ],
  });
}
