import { expect, it } from 'vitest';
import { AppError } from '../../../src/core/domain/model/errors.ts';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { readJson } from '../../../src/core/domain/model/normal-json.ts';
import { draftDefinition, emptyDefinition } from '../../../src/core/domain/services/draft-definition.ts';

/** Loops within loops, the innermost with a step whose config nests some levels more. */
function nested(loops: number, levels: number): JsonObject {
  const deep = (left: number): JsonObject => (left === 0 ? {} : { in: deep(left - 1) });
  const region = (left: number): JsonObject => ({ id: `r${left}`, nodes: [left === 0 ? { id: 's', type: 'end', config: deep(levels) } : { id: `l${left}`, type: 'loop', bodies: [region(left - 1)] }], transitions: [] });
  return { ...emptyDefinition('Deep'), root: region(loops) };
}

it('a draft is kept only as deep as it can be read again, whatever its defaults add', () => {
  const outcomes = Array.from({ length: 16 }, (_, levels) => {
    try {
      return readJson(draftDefinition(nested(47, levels), 'It')).fault?.reason ?? 'kept';
    } catch (error) {
      return error instanceof AppError && error.code === 'definition_invalid' && error.message.includes('is nested deeper than 200 levels') ? 'refused' : error;
    }
  });

  expect(new Set(outcomes)).toEqual(new Set(['kept', 'refused']));
});
