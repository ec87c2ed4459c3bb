import { expect, it } from 'vitest';
import { z } from 'zod';
import '../../../src/core/domain/model/schema-words.ts';

function told(schema: z.ZodType, value: unknown): string | undefined {
  return schema.safeParse(value).error?.issues[0]?.message;
}

it.each([
  [z.string(), undefined, 'is missing'],
  [z.string(), 7, 'must be text, and is 7'],
  [z.number(), 'x', 'must be a number, and is text'],
  [z.int(), 1.5, 'must be a whole number, and is 1.5'],
  [z.array(z.string()), {}, 'must be a list, and is an object'],
  [z.enum(['a', 'b']), 'c', 'must be one of "a", "b"'],
  [z.strictObject({}), { odd: 1 }, 'has a field nobody knows: "odd"'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().max(3), 'long', 'must have at most 3 characters'],
  [z.int().min(1), 0, 'must be at least 1'],
  [z.array(z.string()).max(1), ['a', 'b'], 'must hold at most 1 entry'],
  [z.iso.datetime(), 'today', 'must be an instant such as 2026-03-01T14:05:09Z'],
  [z.string().refine(() => false, 'its own words'), 'x', 'its own words'],
] as const)('says in plain words what a schema found wrong (%#)', (schema, value, words) => {
  expect(told(schema, value)).toBe(words);
});
