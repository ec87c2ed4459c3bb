import { expect, test } from 'vitest';
import { readDefinition } from '../../../../src/renderer/canvas/read-definition.ts';
import { layoutKey } from '../../../../src/renderer/designer/canvas/layout-key.ts';
import type { JsonObject } from '../../../../src/core/domain/model/json.ts';

function nested(levels: number, inmost: string): JsonObject {
  let region: JsonObject = { id: `r${levels}`, nodes: [{ id: inmost, type: 'workStep' }], transitions: [] };
  for (let level = levels - 1; level >= 0; level -= 1) region = { id: `r${level}`, nodes: [{ id: `loop${level}`, type: 'loop', bodies: [region] }], transitions: [] };
  return { root: region };
}

test('what a layout goes by is as long as there are levels, however deep they are', () => {
  const lengths = [4, 8, 40].map((levels) => layoutKey(readDefinition(nested(levels, 'a'))).length);
  expect(lengths[2]).toBeLessThan(40 * 60);
  expect((lengths[1] ?? 0) - (lengths[0] ?? 0)).toBeLessThan(4 * 60);
});

test('it is another one where something stands in the inmost body', () => {
  expect(layoutKey(readDefinition(nested(6, 'a')))).toBe(layoutKey(readDefinition(nested(6, 'a'))));
  expect(layoutKey(readDefinition(nested(6, 'a')))).not.toBe(layoutKey(readDefinition(nested(6, 'b'))));
});
