import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { evaluate, expressionVersion, parseExpression } from '../../../src/core/domain/expression/expression.ts';
import { createFuel } from '../../../src/core/domain/expression/fuel.ts';
import type { Scope } from '../../../src/core/domain/expression/scope.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';

/** What version 1 of the language means and costs. A row changes only together with the version. */
interface Golden {
  readonly version: number;
  readonly scopes: { readonly [name: string]: Scope };
  readonly rows: readonly GoldenRow[];
}

interface GoldenRow {
  readonly expression: string;
  /** The scope's name; `main` where none is given. */
  readonly scope?: string;
  readonly value?: Json;
  readonly error?: string;
  readonly fuel: number;
}

const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Golden;

function outcome(row: GoldenRow): Omit<GoldenRow, 'expression' | 'scope'> {
  const scope = golden.scopes[row.scope ?? 'main'];
  if (scope === undefined) throw new Error(`no scope ${row.scope ?? 'main'}`);
  const fuel = createFuel();
  try {
    return evaluate(parseExpression(row.expression), scope, fuel);
  } catch (error) {
    if (error instanceof AppError) return { error: error.code, fuel: fuel.used };
    throw error;
  }
}

function expected({ expression: _expression, scope: _scope, ...rest }: GoldenRow): Omit<GoldenRow, 'expression' | 'scope'> {
  return rest;
}

describe('the golden file of the expression language', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  test('is the one of this version and covers it widely', () => {
    expect(golden.version).toBe(expressionVersion);
    expect(golden.rows.length).toBeGreaterThanOrEqual(120);
  });

  test.each(golden.rows.map((row, index) => [index, row.expression.slice(0, 60), row] as const))('row %i: %s', (_index, _text, row) => {
    expect(outcome(row)).toEqual(expected(row));
  });

  test.each(['America/St_Johns', 'Europe/Berlin', 'Pacific/Apia'])('holds on a machine in %s', (name) => {
    process.env['TZ'] = name;

    for (const row of golden.rows) expect(outcome(row), row.expression.slice(0, 60)).toEqual(expected(row));
  });
});
