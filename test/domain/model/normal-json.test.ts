import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import { JsonRecord, JsonValue } from '../../../src/core/domain/model/json-value.ts';
import { normalJson } from '../../../src/core/domain/model/normal-json.ts';

const half = '\ud83d';

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = [value];
  return value;
}

function refusal(value: unknown): AppError {
  try {
    normalJson(value);
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('it was not refused');
}

describe('normalJson', () => {
  it('answers the very value when it is plain JSON already', () => {
    const value = { text: '\ud83d\ude00', list: [1, null, true, { deep: [] }], none: {} };

    expect(normalJson(value)).toBe(value);
  });

  it('writes minus zero as zero and leaves out fields that are undefined, without changing what it was given', () => {
    const given = { zero: -0, absent: undefined, list: [-0, { gone: undefined }] };

    const normal = normalJson(given);

    expect(normal).toStrictEqual({ zero: 0, list: [0, {}] });
    expect(JSON.parse(JSON.stringify(normal))).toStrictEqual(normal);
    expect(Object.is(given.zero, -0)).toBe(true);
  });

  it('keeps a key that JavaScript gives a meaning of its own', () => {
    const value: unknown = JSON.parse('{"__proto__": {"a": 1}, "zero": -0}');

    expect(JSON.stringify(normalJson(value))).toBe('{"__proto__":{"a":1},"zero":0}');
  });

  it.each([
    ['a number that is not finite', { rows: [{ sum: Number.POSITIVE_INFINITY }] }, '$.rows[0].sum'],
    ['NaN', [Number.NaN], '$[0]'],
    ['half a surrogate pair in a text', { title: half }, '$.title'],
    ['half a surrogate pair in a name', { [half]: 1 }, '$'],
    ['undefined in a list', { list: [1, undefined] }, '$.list[1]'],
    ['undefined', undefined, '$'],
    ['a function', { run: () => 1 }, '$.run'],
    ['a bigint', { big: 1n }, '$.big'],
    ['a date', { at: new Date(0) }, '$.at'],
    ['bytes', { bytes: new Uint8Array(2) }, '$.bytes'],
    ['a map', new Map(), '$'],
    ['a hole in a list', { list: Array.from({ length: 2 }) }, '$.list[0]'],
    ['what is nested too deep', nested(201), '$'],
  ])('refuses %s and names the place', (_what, value, place) => {
    const { code, message } = refusal(value);

    expect(code).toBe('input_invalid');
    expect(message).toContain(place);
    expect(message.isWellFormed()).toBe(true);
    expect(message.length).toBeLessThan(400);
  });

  it('takes 200 levels, and refuses a value that holds itself', () => {
    const circle: unknown[] = [];
    circle.push(circle);

    expect(normalJson(nested(200))).toEqual(nested(200));
    expect(refusal(circle).code).toBe('input_invalid');
  });
});

describe.each([['JsonValue', JsonValue], ['JsonRecord', JsonRecord]])('%s', (_name, schema) => {
  it('takes what JSON can carry', () => {
    const value = { text: 'ok', list: [1, [null]], object: { yes: true } };

    expect(schema.parse(value)).toEqual(value);
  });

  it.each([
    ['half a surrogate pair', { title: half }, ['title']],
    ['half a surrogate pair in a name', { list: [{ [half]: 1 }] }, ['list', 0]],
    ['a number JSON has no text for', { list: [1, JSON.parse('1e999')] }, ['list', 1]],
    ['undefined in a list', { list: [undefined] }, ['list', 0]],
  ])('refuses %s at its place', (_what, value, path) => {
    const { error } = schema.safeParse(value);

    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]?.path).toEqual(path);
    expect(error?.issues[0]?.message).not.toBe('Invalid input');
  });

  it('gives a value as JSON gives it back', () => {
    expect(schema.parse({ zero: -0, absent: undefined })).toStrictEqual({ zero: 0 });
  });

  it('refuses what is nested deeper than any walk may go', () => {
    expect(schema.safeParse({ deep: nested(20_000) }).success).toBe(false);
  });
});
