import { expect, it } from 'vitest';
import { intersect, isInside } from '../../../src/core/domain/model/permissions.ts';

it('a list that is missing restricts nothing, an empty one allows nothing', () => {
  expect(intersect({}, { actions: ['a'] })).toEqual({ actions: ['a'] });
  expect(intersect({ actions: [] }, { actions: ['a'] })).toEqual({ actions: [] });
  expect(intersect({ spend: 3 }, {})).toEqual({ spend: 3 });
});

it('of directories the narrower one is left, whichever side says it', () => {
  expect(intersect({ directories: ['reports'] }, { directories: ['reports/weekly', 'other'] })).toEqual({ directories: ['reports/weekly'] });
  expect(intersect({ directories: ['reports/weekly'] }, { directories: ['reports'] })).toEqual({ directories: ['reports/weekly'] });
});

it('a path lies in a directory by its parts, not by its letters', () => {
  expect(['reports/a.md', 'reports', './reports//b', 'reports/x/../a'].map((path) => isInside(path, 'reports'))).toEqual([true, true, true, true]);
  expect(['reports2/a', 'reports/../secret', '/reports/a', '../reports/a'].map((path) => isInside(path, 'reports'))).toEqual([false, false, false, false]);
  expect([isInside('a.md', '.'), isInside('../a.md', '.'), isInside('/etc/passwd', '.')]).toEqual([true, false, false]);
});
