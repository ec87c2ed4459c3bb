import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { openActionBench } from './action-bench.ts';

interface Result {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly JsonObject[];
  readonly count: number;
}

async function transform(source: Json, steps: Json): Promise<Result> {
  await using bench = await openActionBench();
  const given = typeof source === 'string' ? { ...bench.keep('table.csv', source) } : source;
  return (await bench.run('transform', { source: given, steps })).output as unknown as Result;
}

async function typesOf(csv: string): Promise<JsonObject> {
  return Object.fromEntries((await transform(csv, [{ op: 'limit', count: 0 }])).columns.map(({ name, type }) => [name, type]));
}

describe('a CSV file as a table', () => {
  it('has the type that all filled cells of a column fit', async () => {
    const csv = 'n,d,b,t,none\n1,2026-01-31,true,x,\n -2.5e3 ,2026-02-28T23:59:59.5+02:00,false,1,\n,,,,\n';

    expect(await typesOf(csv)).toEqual({ n: 'number', d: 'date', b: 'boolean', t: 'text', none: 'text' });
    expect((await transform(csv, [])).rows[1]).toEqual({ n: -2500, d: '2026-02-28T23:59:59.5+02:00', b: false, t: '1', none: null });
  });

  it.each([
    ['a number beyond all numbers', '1e999'],
    ['infinity by name', 'Infinity'],
    ['no number by name', 'NaN'],
    ['a code with zeros before it', '007'],
    ['more digits than a number keeps', '12345678901234567890'],
    ['hexadecimal digits', '0x10'],
    ['a decimal comma', '"1,5"'],
    ['a number in full-width digits', '１２'],
    ['a day that no month has', '2026-02-30'],
    ['a month that no year has', '2026-13-01'],
    ['an hour that no day has', '2026-01-01T25:00'],
    ['a date in another order', '31.01.2026'],
  ])('leaves %s a text', async (_, cell) => {
    expect(await typesOf(`v\n${cell}\n`)).toEqual({ v: 'text' });
  });

  it('keeps apart columns of one name, and names those without one', async () => {
    const { columns, rows } = await transform('v,v,,v (2), \n1,2,3,4,5\n', []);

    expect(columns.map(({ name }) => name)).toEqual(['v', 'v (2)', 'column 3', 'v (2) (2)', 'column 5']);
    expect(rows).toEqual([{ v: 1, 'v (2)': 2, 'column 3': 3, 'v (2) (2)': 4, 'column 5': 5 }]);
  });

  it('takes names that every object inherits, in any script', async () => {
    const { rows } = await transform('__proto__,constructor,Größe ✓\n1,2,3\n', []);

    expect(JSON.stringify(rows)).toBe('[{"__proto__":1,"constructor":2,"Größe ✓":3}]');
    expect((await transform([{ a: 1 }, { toString: 2 }], [])).rows).toEqual([{ a: 1, toString: null }, { a: null, toString: 2 }]);
  });

  it('may be empty', async () => {
    expect(await transform('', [{ op: 'describe' }])).toMatchObject({ rows: [], count: 0 });
    expect(await transform('a,b\n', [{ op: 'aggregate', aggregate: [{ columns: ['a'], fn: 'mean' }, { columns: ['a'], fn: 'count', prefix: 'n ' }] }])).toMatchObject({ rows: [{ a: null, 'n a': 0 }] });
  });

  it('is refused when it is none, by name', async () => {
    await using bench = await openActionBench();
    const run = (name: string, text: string): Promise<unknown> => bench.run('transform', { source: { ...bench.keep(name, text) }, steps: [] });

    await expect(run('a.json', '{"x": 1}')).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining("'a.json'") });
    await expect(run('a.exe', 'x')).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('.csv') });
    await expect(run('a.csv', 'a,b\n1\n')).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('line 2') });
    await expect(bench.run('transform', { source: { name: 'gone.csv', sha256: '0'.repeat(64), bytes: 1, mediaType: 'text/csv' }, steps: [] })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('steps', () => {
  const sales = 'day,shop,sold\n2026-01-31,Oslo,10\n2026-02-01,Bern,5\n2026-02-28,Oslo,\n,Oslo,1\n';

  it('group by month, in the order the months first appear; rows without a date stand together', async () => {
    const { rows, columns } = await transform(sales, [{ op: 'group', by: [{ column: 'day', bucket: 'month' }], aggregate: [{ fn: 'sum' }, { columns: ['shop'], fn: 'first', prefix: 'first ' }] }]);

    expect(rows).toEqual([{ month: '2026-01', sold: 10, 'first shop': 'Oslo' }, { month: '2026-02', sold: 5, 'first shop': 'Bern' }, { month: null, sold: 1, 'first shop': 'Oslo' }]);
    expect(columns).toEqual([{ name: 'month', type: 'text' }, { name: 'sold', type: 'number' }, { name: 'first shop', type: 'text' }]);
  });

  it('take a date as it is written, whatever its zone', async () => {
    const { rows } = await transform([{ at: '2026-01-01T00:30:00+02:00', v: 1 }, { at: '2025-12-31T23:30:00Z', v: 2 }], [{ op: 'group', by: [{ column: 'at', bucket: 'day' }], aggregate: [{ fn: 'sum' }] }]);

    expect(rows).toEqual([{ day: '2026-01-01', v: 1 }, { day: '2025-12-31', v: 2 }]);
  });

  it('group what was grouped before, by year', async () => {
    const months = await transform(sales, [{ op: 'group', by: [{ column: 'day', bucket: 'month' }], aggregate: [{ fn: 'sum' }] }]);

    const { rows } = await transform({ ...months }, [{ op: 'filter', where: 'item.month != null' }, { op: 'group', by: [{ column: 'month', bucket: 'year' }], aggregate: [{ fn: 'sum' }] }]);

    expect(rows).toEqual([{ year: '2026', sold: 15 }]);
  });

  it('keep columns and types when no row is left', async () => {
    const none = await transform(sales, [{ op: 'filter', where: 'false' }]);

    const after = await transform({ ...none }, [{ op: 'sort', by: 'sold' }, { op: 'aggregate', aggregate: [{ fn: 'mean' }] }]);

    expect(none.columns).toEqual([{ name: 'day', type: 'date' }, { name: 'shop', type: 'text' }, { name: 'sold', type: 'number' }]);
    expect(after).toMatchObject({ columns: [{ name: 'sold', type: 'number' }], rows: [{ sold: null }] });
  });

  it('describe each column', async () => {
    const { rows } = await transform(sales, [{ op: 'describe' }]);

    expect(rows[0]).toEqual({ name: 'day', type: 'date', filled: 3, missing: 1, distinct: 3, first: '2026-01-31', last: '2026-02-28', min: null, max: null, mean: null, stdev: null });
    expect(rows[2]).toMatchObject({ name: 'sold', type: 'number', filled: 3, missing: 1, min: 1, max: 10, mean: 16 / 3 });
  });

  it('sort numbers by size, empty cells last both ways, equal ones as they stood', async () => {
    const rows = [{ v: 10, n: 'a' }, { v: null, n: 'b' }, { v: 9, n: 'c' }, { v: '5x', n: 'd' }, { v: 10, n: 'e' }];
    const order = async (descending: boolean): Promise<string> => (await transform(rows, [{ op: 'sort', by: 'v', descending }])).rows.map(({ n }) => (typeof n === 'string' ? n : '?')).join('');

    expect(await order(false)).toBe('caedb');
    expect(await order(true)).toBe('daecb');
  });

  it('derive, filter, select and limit', async () => {
    const { rows, columns } = await transform(sales, [
      { op: 'derive', column: 'double', value: 'item.sold == null ? null : item.sold * 2' },
      { op: 'derive', column: 'row', value: 'index' },
      { op: 'filter', where: "item.shop == 'Oslo'" },
      { op: 'select', columns: ['row', 'double'] },
      { op: 'limit', count: 2, offset: 1 },
    ]);

    expect(rows).toEqual([{ row: 2, double: null }, { row: 3, double: 2 }]);
    expect(columns).toEqual([{ name: 'row', type: 'number' }, { name: 'double', type: 'number' }]);
  });

  it.each([
    { what: 'a column that is not there', steps: [{ op: 'group', by: [{ column: 'city' }], aggregate: [{ fn: 'sum' }] }], message: "no column 'city'", next: 'day, shop, sold' },
    { what: 'a bucket of texts', steps: [{ op: 'group', by: [{ column: 'shop', bucket: 'year' }], aggregate: [{ fn: 'sum' }] }], message: 'no year to group by', next: '2026-01-31' },
    { what: 'two results of one name', steps: [{ op: 'group', by: [{ column: 'shop', as: 'sold' }], aggregate: [{ fn: 'sum' }] }], message: "called 'sold'", next: 'prefix' },
    { what: 'the mean of texts', steps: [{ op: 'aggregate', aggregate: [{ columns: ['shop'], fn: 'mean' }] }], message: 'which is no number', next: 'count it' },
    { what: 'a filter that is no condition', steps: [{ op: 'filter', where: 'item.sold' }], message: 'not true or false', next: 'Compare' },
    { what: 'a filter that cannot be read', steps: [{ op: 'filter', where: 'item.sold >' }], message: 'item.sold >', next: '' },
  ])('refuse $what, and say what to do', async ({ steps, message, next }) => {
    await expect(transform(sales, steps)).rejects.toMatchObject({ code: expect.stringMatching(/_invalid$/), message: expect.stringContaining(message), next: expect.stringContaining(next) });
  });

  it('refuse a sum beyond all numbers instead of giving none', async () => {
    const rows = [{ v: 1.5e308 }, { v: 1.5e308 }];

    await expect(transform(rows, [{ op: 'aggregate', aggregate: [{ fn: 'sum' }] }])).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining("'v'") });
    expect((await transform(rows, [{ op: 'describe' }])).rows[0]).toMatchObject({ mean: null, max: 1.5e308 });
  });

  it('stop an expression that does too much work', async () => {
    const rows = Array.from({ length: 300 }, (_, index) => ({ list: Array.from({ length: 250 }, () => index) }));

    await expect(transform(rows, [{ op: 'filter', where: 'item.list.map(a, item.list.map(b, a + b).size()).size() > 0' }])).rejects.toMatchObject({ message: expect.stringContaining('fuel') });
  });
});

describe('a large table', () => {
  const csvOf = (rows: number): string => `day,a\n${Array.from({ length: rows }, (_, index) => `${2000 + (index % 9)}-01-01,${index}`).join('\n')}\n`;

  it('of 200,000 rows is filtered and grouped', async () => {
    const { count, rows } = await transform(csvOf(200_000), [{ op: 'filter', where: 'item.a >= 0' }, { op: 'group', by: [{ column: 'day', bucket: 'year' }], aggregate: [{ columns: ['a'], fn: 'count' }] }]);

    expect(count).toBe(9);
    expect(rows.reduce((sum, row) => sum + Number(row['a']), 0)).toBe(200_000);
  });

  it('is not kept as it is', async () => {
    await expect(transform(csvOf(10_001), [])).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('10001 rows'), next: expect.stringContaining('limit') });
    expect((await transform(csvOf(10_000), [])).count).toBe(10_000);
  });
});
