import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf, columnCount, delimiters, parseSheet, sheetText } from '../../src/renderer/editors/grid/csv-sheet.ts';
import { readColumns, sortedRows } from '../../src/renderer/editors/grid/column-kinds.ts';
import { insertColumn, insertRows, removeColumns, removeRows, setCells } from '../../src/renderer/editors/grid/sheet-edits.ts';
import { tabText } from '../../src/renderer/editors/grid/tab-text.ts';

const text = '\u{FEFF}name;amount;note\r\n"Ada ""A""";1,5;"two\r\nlines"\r\nBob;20;plain\r\n';
const values = (csv: string): (readonly string[])[] => {
  const sheet = parseSheet(csv);
  return sheet.rows.map((row) => cellsOf(row, sheet.delimiter));
};

describe('a table of text', () => {
  it('is read with its own delimiter, quotes and line ends', () => {
    expect(parseSheet(text)).toMatchObject({ mark: '\u{FEFF}', delimiter: ';', lineEnd: '\r\n' });
    expect(values(text)).toEqual([['name', 'amount', 'note'], ['Ada "A"', '1,5', 'two\r\nlines'], ['Bob', '20', 'plain']]);
  });

  it('is written back byte by byte, whatever it holds', () => {
    const part = fc.constantFrom('a', '"', '""', ',', ';', '\t', '|', '\n', '\r\n', '\r', ' ', '\u{FEFF}', 'é');
    fc.assert(fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      expect(sheetText(parseSheet(parts.join('')))).toBe(parts.join(''));
    }));
  });

  it('keeps the bytes of every cell but the one that changed', () => {
    expect(sheetText(setCells(parseSheet(text), [{ row: 1, column: 1, value: '2;5' }]))).toBe(text.replace('1,5', '"2;5"'));
    expect(sheetText(setCells(parseSheet('a,"b"\n1,"2"'), [{ row: 1, column: 1, value: 'x' }]))).toBe('a,"b"\n1,"x"');
  });

  it('gives back every value that was set', () => {
    const cell = fc.string({ maxLength: 6, unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '\t', 'ß') });
    fc.assert(fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }), fc.constantFrom(...delimiters), (rows, delimiter) => {
      const written = sheetText(setCells(parseSheet('x', delimiter), rows.flatMap((cells, row) => cells.map((value, column) => ({ row, column, value })))));
      const read = parseSheet(written, delimiter);
      expect(rows.map((_, row) => rows[row]?.map((__, column) => (read.rows[row] === undefined ? '' : (cellsOf(read.rows[row], delimiter)[column] ?? ''))))).toEqual(rows);
    }));
  });

  it('grows and shrinks by rows and columns, with or without a line break at the end', () => {
    expect(sheetText(insertRows(parseSheet('a,b\n1,2'), 2, 1))).toBe('a,b\n1,2\n,');
    expect(sheetText(insertRows(parseSheet('a,b\n1,2\n'), 1, 1))).toBe('a,b\n,\n1,2\n');
    expect(sheetText(removeRows(parseSheet('a\n1\n2'), new Set([2])))).toBe('a\n1');
    expect(sheetText(insertColumn(parseSheet('a,"b"\n1,2\n3\n'), 1, 'new'))).toBe('a,new,"b"\n1,,2\n3,\n');
    expect(sheetText(removeColumns(parseSheet('a,b,c\n1,"2",3\n'), 1, 1))).toBe('a,c\n1,3\n');
    expect(columnCount(parseSheet('a\n1,2,3\n'))).toBe(3);
  });

  it('knows numbers, days and yes or no, and sorts the view alone', () => {
    const sheet = parseSheet('n,day,ok,word\n10,2026-01-02,true,b\n9,2026-01-01,false,a\n,,,\n');
    const columns = readColumns(sheet, 4);

    expect(columns.map(({ kind }) => kind)).toEqual(['number', 'date', 'truth', 'text']);
    expect(sortedRows(sheet, { column: 0, isDescending: false }, 'number')).toEqual([2, 1, 3]);
    expect(sortedRows(sheet, { column: 0, isDescending: true }, 'number')).toEqual([1, 2, 3]);
    expect(sortedRows(sheet, undefined, 'text')).toEqual([1, 2, 3]);
  });

  it('goes to the clipboard as other programs take it', () => {
    const copied = tabText([['a', 'b\tc'], ['d "e"', 'f\ng']]);

    expect(copied).toBe('a\t"b\tc"\n"d ""e"""\t"f\ng"');
    expect(parseSheet(copied, '\t').rows.map((row) => cellsOf(row, '\t'))).toEqual([['a', 'b\tc'], ['d "e"', 'f\ng']]);
  });
});
