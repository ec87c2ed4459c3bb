import { expect, it } from 'vitest';
import { QueryConfig } from '../../../src/core/domain/catalogue/actions/csv-query/query-config.ts';
import { createQueryFuel, queryRows } from '../../../src/core/domain/catalogue/actions/csv-query/query-rows.ts';
import type { TypedRecords } from '../../../src/core/domain/catalogue/actions/csv-query/typed-records.ts';
import type { Fuel } from '../../../src/core/domain/expression/fuel.ts';

const records: TypedRecords = {
  columns: [{ name: 'a', type: 'number' }],
  async *rows() {
    for (let a = 1; a <= 10; a += 1) yield { a };
  },
};
/** Ten turns for each record. */
const config = QueryConfig.parse({ file: 'a.csv', where: '[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].all(x, x > 0)' });

async function rowsWith(fuel: Fuel): Promise<number> {
  let rows = 0;
  for await (const _ of queryRows(records, config, { signal: new AbortController().signal, fuel }).rows) rows += 1;
  return rows;
}

it('the expressions of a query share what they may do together, however many records there are', async () => {
  const fuel = createQueryFuel();
  expect(await rowsWith(fuel)).toBe(10);
  expect(fuel.used).toBeGreaterThanOrEqual(100);

  fuel.used = fuel.limit - 50;

  await expect(rowsWith(fuel)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('together do more work than the 1000000000 units of fuel allow') });
  expect(fuel.used).toBe(fuel.limit);
});
