import { describe, expect, it } from 'vitest';
import { distinctNames, tableOfRecords } from '../../../src/core/domain/model/typed-table.ts';

describe('tables with very many columns', () => {
  it('get distinct names in one pass, each numbered in its turn', () => {
    const names = distinctNames(['a (2)', ...Array.from({ length: 200_000 }, () => 'a')]);

    expect(new Set(names).size).toBe(200_001);
    expect(names.slice(0, 4)).toEqual(['a (2)', 'a', 'a (3)', 'a (4)']);
  });

  it('are refused where records have no field in common and the table would be the square of them', () => {
    const records = Array.from({ length: 20_000 }, (_, index) => ({ [`field ${index}`]: index }));

    expect(() => tableOfRecords(records)).toThrow(expect.objectContaining({ code: 'input_invalid', message: expect.stringContaining('20000 different fields') }));
  });
});
