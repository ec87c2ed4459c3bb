import { describe, expect, it } from 'vitest';
import { groupedRows } from '../../../src/core/domain/catalogue/actions/csv-query/grouped-rows.ts';
import type { Row } from '../../../src/core/domain/catalogue/actions/csv-query/typed-records.ts';

/** One text stands for all of them, so that only what is counted is large. */
const long = 'x'.repeat(1024 * 1024);

async function* rowsOf(count: number, row: (index: number) => Row): AsyncGenerator<Row, void, void> {
  for (let index = 0; index < count; index += 1) yield row(index);
}

async function all(rows: AsyncIterable<Row>): Promise<readonly Row[]> {
  const found: Row[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe('groups of records', () => {
  const refused = { code: 'input_invalid', message: expect.stringContaining('characters') as string };
  const least = { by: ['id'], aggregate: [{ fn: 'min' as const, column: 'text' }] };

  it('are refused where the texts they keep are too much together', async () => {
    await expect(all(groupedRows(rowsOf(40, (id) => ({ id, text: long })), least))).rejects.toMatchObject(refused);
  });

  it('are refused where their keys are too much together', async () => {
    await expect(all(groupedRows(rowsOf(40, (id) => ({ id: `${String(id)}${long}` })), { by: ['id'], aggregate: [{ fn: 'count' }] }))).rejects.toMatchObject(refused);
  });

  it('are refused where their figures are too many', async () => {
    const aggregate = Array.from({ length: 50 }, (_, index) => ({ fn: 'count' as const, as: `c${String(index)}` }));

    await expect(all(groupedRows(rowsOf(20_000, (id) => ({ id })), { by: ['id'], aggregate }))).rejects.toMatchObject(refused);
  });

  it('keep the least text alone, however many there were before it', async () => {
    const [row] = await all(groupedRows(rowsOf(100, (index) => ({ id: 1, text: `${String(999 - index)}${long}` })), least));

    expect(row?.['min_text']).toSatisfy((text: unknown) => typeof text === 'string' && text.startsWith('900x'));
  });
});
