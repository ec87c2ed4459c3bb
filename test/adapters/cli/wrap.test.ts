import { expect, it } from 'vitest';
import { details, table } from '../../../src/cli/print/table.ts';
import { widthOf, wrapped } from '../../../src/cli/print/wrap.ts';

const paint = (_: string, text: string): string => text;
const id = '0198c0de-0000-7000-8000-000000000001';
const rows = [[id, 'a workflow with a long name', 'waiting', 'somewhere far down in the tree'], [id, 'b', 'failed', 'end']];

function widest(text: string): number {
  return Math.max(...text.split('\n').map(widthOf));
}

it('fits a table into the terminal, and leaves ids whole', () => {
  const text = table(['run', 'workflow', 'status', 'at'], rows, { paint, width: 80 });

  expect(widest(text)).toBeLessThanOrEqual(80);
  expect(text.split(id)).toHaveLength(3);
  for (const word of ['somewhere', 'tree', 'long']) expect(text).toContain(word);
});

it('gives a pipe each row on one line', () => {
  expect(table(['run', 'workflow', 'status', 'at'], rows, { paint }).split('\n')).toHaveLength(3);
});

it('wraps the values of details beside their names', () => {
  const text = details([['waits for', 'word '.repeat(60)], ['inputs', JSON.stringify({ list: Array.from({ length: 60 }, (_, at) => at) })]], { paint, width: 80 });

  expect(widest(text)).toBeLessThanOrEqual(80);
  expect(text.replaceAll(/\s/gu, '')).toContain('56,57,58,59]}');
});

it('keeps the indent of a line, and a long word whole', () => {
  expect(wrapped('  one two three', 9, '  ')).toBe('  one two\n    three');
  expect(wrapped('x'.repeat(20), 9)).toBe('x'.repeat(20));
});
