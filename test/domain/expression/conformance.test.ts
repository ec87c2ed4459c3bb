import { getConformanceSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import { expect, test } from 'vitest';
import { evaluate, parseExpression } from '../../../src/core/domain/expression/expression.ts';
import { createFuel } from '../../../src/core/domain/expression/fuel.ts';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { Json } from '../../../src/core/domain/model/json.ts';
import { scopeWith } from './scope-with.ts';

/**
 * CEL's own conformance rows that need no variables and have a JSON value or an error. The language may refuse what CEL
 * allows (bytes, messages, integer keys, zones); where it gives a value, it is CEL's, but for these rows: doubles have
 * no 64-bit overflow and no unsigned kind.
 */
const knownDifferences = [
  'double_int_max_range', 'double_int_min_range', 'double_range', 'eq_diff', 'neq_diff', 'double_uint_max_range',
  'unary_minus_no_overload', 'int64_overflow_negative', 'int64_overflow_add_negative', 'int64_min_negate',
  'int64_min_negate_mul', 'int64_min_negate_div', 'int64_overflow_mul_positive', 'int64_overflow_mul_negative',
  'uint64_overflow_negative', 'uint64_overflow_mul_positive', 'negative_no_overload',
];

type Suite = ReturnType<typeof getConformanceSuite>;
type Row = Suite['tests'][number]['original'];
type CelProtoValue = Extract<Row['resultMatcher'], { case: 'value' }>['value'];

function rowsOf(suite: Suite): readonly Row[] {
  return [...suite.tests.map((one) => one.original), ...suite.suites.flatMap(rowsOf)];
}

/** The expected value as JSON; undefined for what JSON cannot hold. */
function jsonOf({ kind }: CelProtoValue): Json | undefined {
  switch (kind.case) {
    case 'int64Value':
    case 'uint64Value':
    case 'doubleValue':
      return Number(kind.value);
    case 'stringValue':
    case 'boolValue':
      return kind.value;
    case 'nullValue':
      return null;
    case 'listValue': {
      const items = kind.value.values.map(jsonOf);
      return items.every((item) => item !== undefined) ? items : undefined;
    }
    case 'mapValue': {
      const members = kind.value.entries.map((entry) => [entry.key && jsonOf(entry.key), entry.value && jsonOf(entry.value)] as const);
      return members.some((member) => member.includes(undefined)) ? undefined : (Object.fromEntries(members) as Json);
    }
    default:
      return undefined;
  }
}

function valueOf(source: string): Json | undefined {
  try {
    return evaluate(parseExpression(source), scopeWith({}), createFuel()).value;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

test("where the language gives a value, it is the one of CEL's conformance rows", () => {
  const rows = rowsOf(getConformanceSuite()).filter((row) => Object.keys(row.bindings).length === 0);
  const differing = new Set<string>();
  let same = 0;

  for (const row of rows) {
    const { resultMatcher: wanted } = row;
    const expected = wanted.case === 'value' ? jsonOf(wanted.value) : wanted.case === undefined ? true : undefined;
    const isComparable = expected !== undefined || wanted.case === 'evalError' || wanted.case === 'anyEvalErrors';
    const value = valueOf(row.expr);
    if (!isComparable || value === undefined) continue;
    try {
      expect(value).toEqual(expected === 0 ? 0 : expected);
      same += 1;
    } catch {
      differing.add(row.name);
    }
  }

  expect([...differing].toSorted()).toEqual(knownDifferences.toSorted());
  expect(same).toBeGreaterThan(740);
});
