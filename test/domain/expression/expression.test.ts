import { describe, expect, test } from 'vitest';
import { evaluate, parseExpression, references } from '../../../src/core/domain/expression/expression.ts';
import { createFuel } from '../../../src/core/domain/expression/fuel.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { scopeWith } from './scope-with.ts';

function thrownBy(work: () => unknown): AppError {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('parsing an expression', () => {
  test('points at the line and column of what is wrong and says what to do', () => {
    const error = thrownBy(() => parseExpression('vars.count > 3 &&\n  total < 4'));

    expect(error.code).toBe('definition_invalid');
    expect(error.message).toBe('In `vars.count > 3 && total < 4` (line 2, column 3): "total" is not a known name.');
    expect(error.next).toContain('vars.total');
    expect(error.data).toEqual({ line: 2, column: 3 });
  });

  test.each([
    ['total', 'inputs, vars, nodes, loops, item, index, run, now, error'],
    ['vars.name.reverse()', '.substring()'],
    ['shout(vars.name)', 'round'],
    ['nodes.my-node.x', 'nodes["my-node"]'],
    ['vars.rows.map(row)', 'vars.rows.filter(row, row.amount > 10)'],
    ['has(vars)', 'has(vars.name)'],
    ['vars.name.matches("(?=x)")', 'RE2'],
  ])('helps with %s', (source, hint) => {
    expect(thrownBy(() => parseExpression(source)).next).toContain(hint);
  });

  test('refuses 20,000 parentheses without exhausting the stack', () => {
    const error = thrownBy(() => parseExpression(`${'('.repeat(20_000)}1${')'.repeat(20_000)}`));

    expect(error.code).toBe('definition_invalid');
  });

  test('refuses a whole number that no double can be as large as', () => {
    expect(() => parseExpression(`vars.a + ${'1'.repeat(400)}`)).toThrow(/too large to be exact/u);
  });

  test('cuts a long source in its message', () => {
    expect(thrownBy(() => parseExpression(`nope + "${'x'.repeat(3000)}"`)).message.length).toBeLessThan(200);
  });
});

describe('references', () => {
  test.each([
    ['vars.x + inputs.y', ['inputs.y', 'vars.x']],
    ['nodes.prep.read.rows[0].city', ['nodes.prep.read.rows']],
    ['vars["a b"].c', ['vars.a b.c']],
    ['vars["a.b"].c', ['vars']],
    ['vars[inputs.key].deeper', ['inputs.key', 'vars']],
    ['has(vars.maybe) ? vars.maybe : 0', ['vars.maybe']],
    ['vars.rows.filter(row, row.amount > inputs.limit)', ['inputs.limit', 'vars.rows']],
    ['vars', ['vars']],
    ['vars.a.size() + size(vars.b)', ['vars.a', 'vars.b']],
    ['{"k": item.sku, item.key: [now]}', ['item.key', 'item.sku', 'now']],
    ['1 + 2', []],
  ])('of %s', (source, paths) => {
    expect(references(parseExpression(source))).toEqual(paths);
  });
});

describe('evaluating an expression', () => {
  const value = (source: string, vars: { readonly [name: string]: Json } = {}): Json =>
    evaluate(parseExpression(source), scopeWith({ vars }), createFuel()).value;

  test('names the path that has no value', () => {
    const error = thrownBy(() => value('vars.order.total > 3', { order: {} }));

    expect(error.code).toBe('input_invalid');
    expect(error.message).toBe('In `vars.order.total > 3` (line 1, column 11): vars.order.total does not exist.');
  });

  test('never shows values in its messages, which may be secret', () => {
    const error = thrownBy(() => value('double(vars.token)', { token: 'sesame' }));

    expect(JSON.stringify(error.toWire())).not.toContain('sesame');
  });

  test('hands on a large value as it is, but does not build one', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ index, text: 'twenty characters...' }));

    expect(value('vars.rows', { rows })).toBe(rows);
    expect(value('has(vars.rows) ? vars.rows : []', { rows })).toBe(rows);
    expect(thrownBy(() => value('[vars.rows]', { rows })).message).toContain('65536');
    expect(value('vars.long', { long: 'x'.repeat(100_000) })).toHaveLength(100_000);
    expect(thrownBy(() => value('vars.long + ""', { long: 'x'.repeat(100_000) })).message).toContain('65536');
  });

  test('gives plain JSON: no integers beyond numbers, no -0, no inherited members', () => {
    const result = value('{"n": size(vars.list), "zero": -1 * 0, "proto": {"__proto__": 1}}', { list: [1] });

    expect(result).toEqual(JSON.parse('{"n":1,"zero":0,"proto":{"__proto__":1}}'));
    expect(Object.is((result as { zero: number }).zero, 0)).toBe(true);
    expect(Object.getPrototypeOf((result as { proto: object }).proto)).toBe(Object.prototype);
  });

  test('does not depend on the order in which keys were set', () => {
    const source = 'vars.map.map(key, vars.map[key])';

    expect(value(source, { map: { b: 1, a: 2 } })).toEqual(value(source, { map: { a: 2, b: 1 } }));
  });

  test('refuses values nested beyond reason instead of exhausting the stack', () => {
    const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`) as Json;
    const nested = (): Json => JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as Json;
    const chain = nested();
    const other = nested();

    expect(thrownBy(() => value('size(vars.deep)', { deep })).code).toBe('input_invalid');
    expect(thrownBy(() => value('[vars.chain]', { chain })).code).toBe('input_invalid');
    expect(thrownBy(() => value('vars.left == vars.right', { left: chain, right: other })).code).toBe('input_invalid');
  });

  test('keeps a list of ten thousand elements cheap', () => {
    const list = Array.from({ length: 9000 }, (_, index) => index);

    expect(evaluate(parseExpression('vars.list.map(n, n * 2).size()'), scopeWith({ vars: { list } }), createFuel())).toEqual({ value: 9000, fuel: 9000 });
  });
});

describe('fuel', () => {
  const list = Array.from({ length: 300 }, (_, index) => index);
  const scope = scopeWith({ vars: { list } });

  test('is charged to the counter that several evaluations share', () => {
    const fuel = createFuel(1000);
    const parsed = parseExpression('vars.list.all(n, n >= 0)');

    for (let turn = 0; turn < 3; turn += 1) expect(evaluate(parsed, scope, fuel).fuel).toBe(300);
    const error = thrownBy(() => evaluate(parsed, scope, fuel));

    expect(error.code).toBe('input_invalid');
    expect(error.data).toEqual({ limit: 1000 });
    expect(fuel.used).toBe(1000);
  });

  test('stops one evaluation at 10,000 units and says so', () => {
    const error = thrownBy(() => evaluate(parseExpression('vars.list.all(a, vars.list.all(b, true))'), scope, createFuel()));

    expect(error.data).toEqual({ limit: 10_000 });
    expect(error.next).toContain('transform');
  });

  test('cannot be hidden behind a logical operator', () => {
    const source = 'true && (vars.list.exists(a, vars.list.exists(b, false)) || true)';

    expect(thrownBy(() => evaluate(parseExpression(source), scope, createFuel())).data).toEqual({ limit: 10_000 });
  });
});
