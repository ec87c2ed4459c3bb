import { expect, test } from 'vitest';
import { pseudo } from '../../src/renderer/strings/pseudo.ts';

test('words become longer and accented, as deep as they stand', () => {
  expect(pseudo({ open: 'Open', inner: { list: ['Run it'] } })).toEqual({ open: 'Óþéñ ~~', inner: { list: ['Ŕúñ íţ ~~'] } });
});

test('what a sentence is given stays as it came: names and numbers are no words of ours', () => {
  const said = pseudo({ added: (name: string, count: number) => `${name} is added ${count} times` });

  expect(said.added('Review', 2)).toBe('Review íš áððéð 2 ţíɱéš');
});
