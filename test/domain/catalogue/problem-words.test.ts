import { describe, expect, it } from 'vitest';
import { schemaCheck } from '../../../src/core/domain/catalogue/json-schema.ts';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';

const cases: readonly (readonly [JsonObject, Json, string])[] = [
  [{ type: 'string' }, 7, 'must be text, and is a number'],
  [{ type: ['string', 'null'] }, true, 'must be text or null, and is true or false'],
  [{ minLength: 1 }, '', 'must not be empty'],
  [{ minLength: 3 }, 'ab', 'must have at least 3 characters'],
  [{ maxLength: 1 }, 'ab', 'must have at most 1 character'],
  [{ minItems: 2 }, [1], 'must have at least 2 entries'],
  [{ minimum: 0.5 }, 0, 'must be at least 0.5'],
  [{ exclusiveMaximum: -1 }, 0, 'must be less than -1'],
  [{ multipleOf: 5 }, 7, 'must be a multiple of 5'],
  [{ enum: ['a', 'b'] }, 'c', 'must be one of "a", "b"'],
  [{ const: 'a' }, 'c', 'must be "a"'],
  [{ required: ['n'] }, {}, 'has no "n"'],
  [{ pattern: '^a$' }, 'b', 'does not fit the pattern ^a$'],
];

describe('what does not fit a schema', () => {
  it.each(cases)('%j is not fit by %j: %s', (schema, value, words) => {
    expect(schemaCheck(schema)(value).map(({ message }) => message)).toEqual([words]);
  });
});
