import { describe, expect, it } from 'vitest';
import { applyEdit } from '../../../../src/core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../../src/core/domain/model/edit/edit.ts';
import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import '../../../../src/core/domain/model/schema-words.ts';
import { draftDefinition } from '../../../../src/core/domain/services/draft-definition.ts';
import { chain, node } from '../../runtime/verify/corpus/parts.ts';

function nested(levels: number): Json {
  let value: Json = 'x';
  for (let at = 0; at < levels; at += 1) value = { deeper: value };
  return value;
}

const definition = draftDefinition(chain([node('work', 'workStep', { entry: [{ id: 'say', type: 'test.safe', config: {} }] })]), 'The definition');

/** Whether the host would keep what comes out, and whether the edit is carried out. */
function fate(edit: Edit): { readonly isDone: boolean; readonly isKept: boolean } {
  let after: JsonObject;
  try {
    after = applyEdit(definition, edit);
  } catch {
    return { isDone: false, isKept: true };
  }
  try {
    draftDefinition(after, 'The definition');
    return { isDone: true, isKept: true };
  } catch {
    return { isDone: true, isKept: false };
  }
}

describe('what is nested deep', () => {
  it.each<[string, (value: Json) => Edit]>([
    ['set in a config', (value) => ({ kind: 'set', at: 'nodes.work', path: ['entry', 0, 'config', 'say'], value })],
    ['added with a node', (value) => ({ kind: 'add_node', region: 'root', node: { id: 'new', type: 'workStep', config: { value } } })],
    ['inserted into a list', (value) => ({ kind: 'insert', at: 'nodes.work', list: ['entry'], index: 1, item: { id: 'more', type: 'test.safe', config: { value } } })],
  ])('is refused at once where no draft could hold it: %s', (_how, edit) => {
    const fates = Array.from({ length: 30 }, (_, at) => fate(edit(nested(175 + at))));

    expect(fates.filter(({ isKept }) => !isKept)).toEqual([]);
    expect(new Set(fates.map(({ isDone }) => isDone)).size).toBe(2);
  });
});
