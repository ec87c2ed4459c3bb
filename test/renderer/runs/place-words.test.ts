import { expect, test } from 'vitest';
import { placeWords } from '../../../src/renderer/screens/runs/compare/place-words.ts';

const names = new Map([['refine', 'Draft by draft'], ['draft_end', 'draft end']]);
const nameOf = (id: string): string => names.get(id) ?? id;

test('a place of a run is told by the names of its steps, the outermost first', () => {
  expect(placeWords('refine#1:draft[1]/draft_end#1', nameOf)).toBe('Draft by draft, pass 2 › draft end');
  expect(placeWords('refine#3', nameOf)).toBe('Draft by draft, visit 3');
  expect(placeWords('both#1:left/look#1', nameOf)).toBe('both › look');
});
