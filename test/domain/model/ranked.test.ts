import { expect, test } from 'vitest';
import { ranked } from '../../../src/core/domain/model/ranked.ts';

const found = (typed: string, ...texts: readonly string[]) => ranked(typed, texts, (text) => [text]).map(({ item }) => item);

test('letters that lie about in a long text find nothing', () => {
  expect(found('fork', 'Close the vault and forget its key')).toEqual([]);
  expect(found('pause', 'Put a file into the data directory')).toEqual([]);
});

test('a short name is found with letters left out', () => {
  expect(found('datreport', 'Data report')).toEqual(['Data report']);
});

test('words of a long text are found in any order and without their accents', () => {
  const text = 'Writes the résumé of all that was said in a meeting';
  expect(found('meeting resume', text)).toEqual([text]);
});
