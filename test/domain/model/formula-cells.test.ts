import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutraliseFormulas, restoreFormulas } from '../../../src/core/domain/model/formula-cells.ts';

const spiky = fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n '\"＝＋－＠a1.") });

describe('a table for a spreadsheet', () => {
  it('has an apostrophe before whatever a spreadsheet could run', () => {
    const cells = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '"=1', "'=1", '＝1', '＋1', '－1', '＠x'];

    const { rows } = neutraliseFormulas({ columns: cells, rows: [cells] }, new Set());

    expect(rows[0]).toEqual(cells.map((cell) => `'${cell}`));
  });

  it('leaves plain texts, and numbers in columns known to be numeric', () => {
    const table = { columns: ['t', 'n'], rows: [['a-b', '-1.5e3'], ['2012-01-01', '+7'], ['', '-x']] };

    const safe = neutraliseFormulas(table, new Set(['n']));

    expect(safe.rows).toEqual([['a-b', '-1.5e3'], ['2012-01-01', '+7'], ['', "'-x"]]);
  });

  it('reads back as the original', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(spiky, spiky)), fc.tuple(spiky, spiky), (rows, columns) => {
        const table = { columns, rows };
        expect(restoreFormulas(neutraliseFormulas(table, new Set([columns[1]])))).toEqual(table);
      }),
    );
  });
});
