import { expect, test } from 'vitest';
import { isMadeLater } from '../../src/renderer/console/artifact-entries.ts';

test('what was made after a row counts as later, and nothing does at the newest', () => {
  const createdAt = '2026-01-31T12:00:00.010Z';
  expect(isMadeLater({ createdAt }, Date.parse('2026-01-31T12:00:00.000Z'))).toBe(true);
  expect(isMadeLater({ createdAt }, Date.parse('2026-01-31T12:00:00.020Z'))).toBe(false);
  expect(isMadeLater({ createdAt }, undefined)).toBe(false);
});
