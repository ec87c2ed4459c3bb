import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { openActionBench, type ActionBench } from './action-bench.ts';

const orders = 'id,country,amount,when\n1,DE,10.5,2026-01-01\n2,FR,20,2026-01-02\n3,DE,,2026-02-01\n4,DE,4.5,2026-02-02\n';

async function opened(text = orders): Promise<ActionBench> {
  const bench = await openActionBench();
  await writeFile(join(bench.folder, 'orders.csv'), text);
  return bench;
}

async function ask(bench: ActionBench, config: JsonObject): Promise<JsonObject> {
  return (await bench.run('csv.query', { file: 'orders.csv', ...config })).output as JsonObject;
}

describe('csv.query', () => {
  it('gives typed rows with the columns that were asked for', async () => {
    await using bench = await opened();

    expect(await ask(bench, { where: 'item.amount != null && item.amount > 5', select: ['amount', 'id'] })).toEqual({
      columns: [{ name: 'amount', type: 'number' }, { name: 'id', type: 'number' }],
      rows: [{ amount: 10.5, id: 1 }, { amount: 20, id: 2 }],
      count: 2,
      read: 4,
      delimiter: ',',
    });
  });

  it('computes, groups, orders and cuts', async () => {
    await using bench = await opened();

    const asked = await ask(bench, {
      compute: [{ column: 'month', value: 'item.when.substring(0, 7)' }],
      group: { by: ['month', 'country'], aggregate: [{ fn: 'count' }, { fn: 'sum', column: 'amount', as: 'sum' }, { fn: 'avg', column: 'amount' }, { fn: 'max', column: 'when' }] },
      order: [{ by: 'sum', descending: true }],
      offset: 1,
      limit: 1,
    });

    expect(asked).toMatchObject({ rows: [{ month: '2026-01', country: 'DE', count: 1, sum: 10.5, avg_amount: 10.5, max_when: '2026-01-01' }], count: 1 });
    expect(asked['columns']).toEqual([
      { name: 'month', type: 'text' }, { name: 'country', type: 'text' }, { name: 'count', type: 'number' }, { name: 'sum', type: 'number' }, { name: 'avg_amount', type: 'number' }, { name: 'max_when', type: 'date' },
    ]);
  });

  it('takes all records as one group without `by`, also none', async () => {
    await using bench = await opened();
    const aggregate = [{ fn: 'count' }, { fn: 'min', column: 'amount' }];

    expect(await ask(bench, { group: { aggregate } })).toMatchObject({ rows: [{ count: 4, min_amount: 4.5 }] });
    expect(await ask(bench, { group: { aggregate }, where: 'false' })).toMatchObject({ rows: [{ count: 0, min_amount: null }] });
  });

  it('sums a hundred thousand cents without losing one', async () => {
    await using bench = await opened(`cents\n${'0.01\n'.repeat(100_000)}`);

    expect(await ask(bench, { group: { aggregate: [{ fn: 'sum', column: 'cents' }] } })).toMatchObject({ rows: [{ sum_cents: 1000 }] });
  });

  it('finds out what parts the cells and how letters are written, and takes names as they are', async () => {
    await using bench = await opened();
    await writeFile(join(bench.folder, 'orders.csv'), new Uint8Array([...Buffer.from('__proto__;constructor;gr', 'latin1'), 0xf6, ...Buffer.from('sse\nja;1;2\n', 'latin1')]));

    const { rows, delimiter } = await ask(bench, {});

    expect(delimiter).toBe(';');
    expect(JSON.stringify(rows)).toBe('[{"__proto__":"ja","constructor":1,"grösse":2}]');
  });

  it('reads a file by reference, one without names, and an empty one', async () => {
    await using bench = await opened('');

    expect(await ask(bench, {})).toMatchObject({ rows: [], columns: [], count: 0, read: 0 });
    expect((await bench.run('csv.query', { file: { ...bench.keep('t.csv', '1,a\n2,b\n') }, header: false, where: 'item["column 1"] > 1' })).output).toMatchObject({ rows: [{ 'column 1': 2, 'column 2': 'b' }] });
  });

  it('stops reading when it has enough', async () => {
    await using bench = await opened(`n\n${Array.from({ length: 50_000 }, (_, n) => n).join('\n')}\n`);

    expect(await ask(bench, { limit: 3 })).toMatchObject({ rows: [{ n: 0 }, { n: 1 }, { n: 2 }], read: 3 });
    expect(await ask(bench, { order: [{ by: 'n', descending: true }], limit: 2 })).toMatchObject({ rows: [{ n: 49_999 }, { n: 49_998 }], read: 50_000 });
  });

  it('writes to a file what is too much for the run, so that a spreadsheet runs nothing in it, and the same again', async () => {
    await using bench = await opened(`n,who\n${Array.from({ length: 12_000 }, (_, n) => `${n},=HYPERLINK("x")`).map((line) => line.replace('"x"', '')).join('\n')}\n`);
    const config = { where: 'item.n >= 500', to: { path: 'out/large.csv', overwrite: false } };

    await mkdir(join(bench.folder, 'out'));
    const first = await ask(bench, config);
    const lines = (await readFile(join(bench.folder, 'out', 'large.csv'), 'utf8')).trimEnd().split('\n');

    expect(first).toMatchObject({ path: 'out/large.csv', name: 'large.csv', count: 11_500, read: 12_000 });
    expect([lines.length, lines[0], lines[1], lines.at(-1)]).toEqual([11_501, 'n,who', `500,'=HYPERLINK()`, `11999,'=HYPERLINK()`]);
    expect(await ask(bench, config)).toEqual(first);
    await expect(ask(bench, { ...config, where: 'item.n >= 600' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is restrained in what it keeps', async () => {
    await using bench = await opened(`n,text\n${Array.from({ length: 101_000 }, (_, n) => `${n},t`).join('\n')}\n`);
    const refused = (config: JsonObject): Promise<unknown> => ask(bench, config);

    await expect(refused({})).rejects.toMatchObject({ code: 'input_invalid', next: expect.stringContaining('limit') });
    await expect(refused({ group: { by: ['n'], aggregate: [{ fn: 'count' }] }, limit: 1 })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('groups') });
    await expect(refused({ order: [{ by: 'n' }], to: { path: 'x.csv' } })).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining('order') });
    await expect(refused({ limit: 1, compute: [{ column: 'x', value: '[1,2,3,4,5,6,7,8,9,10].all(a, [1,2,3,4,5,6,7,8,9,10].all(b, [1,2,3,4,5,6,7,8,9,10].all(c, [1,2,3,4,5,6,7,8,9,10].all(d, [1,2].all(e, a + b + c + d + e > 0)))))' }] })).rejects.toThrow();
  });

  it.each<[string, JsonObject, string]>([
    ['a column that is not there', { select: ['amont'] }, 'amont'],
    ['a column of the order that is not there', { order: [{ by: 'x' }] }, "'x'"],
    ['a condition that is no condition', { where: 'item.id' }, 'not true or false'],
    ['two results of one name', { group: { by: ['id'], aggregate: [{ fn: 'count', as: 'id' }] } }, "'id'"],
    ['an aggregate without a column', { group: { aggregate: [{ fn: 'sum' }] } }, 'names no column'],
    ['the sum of texts', { group: { aggregate: [{ fn: 'sum', column: 'country' }] } }, 'no number'],
    ['a type of a column that is not there', { types: { x: 'number' } }, "'x'"],
  ])('says what is wrong with %s', async (_what, config, words) => {
    await using bench = await opened();

    await expect(ask(bench, config)).rejects.toMatchObject({ code: 'input_invalid', message: expect.stringContaining(words), next: expect.any(String) });
  });

  it('names the record whose cell does not fit, or takes it for an empty one', async () => {
    await using bench = await opened(`n\n${'1\n'.repeat(1500)}many\n`);

    await expect(ask(bench, { group: { aggregate: [{ fn: 'sum', column: 'n' }] } })).rejects.toMatchObject({ message: expect.stringContaining('record 1501'), next: expect.stringContaining('badCells') });
    expect(await ask(bench, { badCells: 'empty', group: { aggregate: [{ fn: 'sum', column: 'n' }] } })).toMatchObject({ rows: [{ sum_n: 1500 }], read: 1501 });
    expect(await ask(bench, { types: { n: 'text' }, group: { aggregate: [{ fn: 'max', column: 'n' }] } })).toMatchObject({ rows: [{ max_n: 'many' }] });
  });

  it('leaves nothing behind when it fails half-way', async () => {
    await using bench = await opened(`n\n${'1\n'.repeat(3000)}many\n`);

    await expect(ask(bench, { to: { path: 'half.csv' } })).rejects.toMatchObject({ code: 'input_invalid' });

    expect((await bench.run('file.list', { path: '.' })).output).toMatchObject({ items: [{ name: 'orders.csv' }] });
    await expect(ask(bench, { file: '../x.csv' })).rejects.toMatchObject({ code: 'path_denied' });
    await expect(ask(bench, { to: { path: '../x.csv' } })).rejects.toMatchObject({ code: 'path_denied' });
  });
});
