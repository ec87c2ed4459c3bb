import fc from 'fast-check';
import { matchesGlob } from 'node:path/posix';
import { describe, expect, it } from 'vitest';

import { compileGlob } from '../../../src/core/files/glob.ts';

describe('a file pattern', () => {
  it.each([
    ['*.csv', 'a.csv', true],
    ['*.csv', 'deep/down/a.csv', true],
    ['dir/*.csv', 'dir/a.csv', true],
    ['dir/*.csv', 'dir/sub/a.csv', false],
    ['**/*.csv', 'a.csv', true],
    ['dir/**/a', 'dir/a', true],
    ['dir/**/a', 'dir/x/y/a', true],
    ['dir/**', 'other/a', false],
    ['report-?.md', 'report-1.md', true],
    ['report-?.md', 'report-10.md', false],
    ['[a-c]*', 'beta', true],
    ['[!a-c]*', 'beta', false],
    ['*.{md,txt}', 'a.txt', true],
    ['{2025,2026}/*.{md,txt}', '2026/a.md', true],
    ['{a,b{c,d}}', 'bd', true],
    ['a+(b)', 'a+(b)', true],
    ['*.CSV', 'a.csv', false],
    ['Κ*', 'Κόστος', true],
    ['?', '😀', true],
  ])('%s against %s: %s', (pattern, path, expected) => {
    expect(compileGlob(pattern)(path)).toBe(expected);
  });

  it('agrees with the platform on stars and question marks', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), minLength: 1, maxLength: 6 }).filter((text) => !text.includes('**'));
    const name = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 8 });

    fc.assert(fc.property(pattern, name, (given, path) => compileGlob(given)(path) === matchesGlob(path, given)), { numRuns: 500 });
  });

  it('answers at once where a backtracking matcher would not end', () => {
    expect(compileGlob('*a'.repeat(100))('a'.repeat(200) + 'b')).toBe(false);
    expect(compileGlob('**/'.repeat(60) + 'x')('a/'.repeat(60) + 'y')).toBe(false);
  });

  it.each(['{a,b}'.repeat(10), 'x'.repeat(300), 'a[bc'])('refuses %s', (pattern) => {
    expect(() => compileGlob(pattern)).toThrow(expect.objectContaining({ code: 'input_invalid' }));
  });
});
