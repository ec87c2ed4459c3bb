import { expect, test } from 'vitest';
import { isAged } from '../../../src/renderer/cards/card-drafts.ts';

const day = 24 * 60 * 60 * 1000;
const now = Date.parse('2026-03-01T00:00:00.000Z');

test('what was typed into a card is kept for thirty days', () => {
  expect(isAged(JSON.stringify({ requestedAt: '2025-01-01T00:00:00.000Z', keptAt: now - 29 * day, controls: {} }), now)).toBe(false);
  expect(isAged(JSON.stringify({ requestedAt: '2025-01-01T00:00:00.000Z', keptAt: now - 31 * day, controls: {} }), now)).toBe(true);
});

test('what an older version kept counts from the asking of its card', () => {
  expect(isAged(JSON.stringify({ requestedAt: '2026-02-20T00:00:00.000Z', controls: {} }), now)).toBe(false);
  expect(isAged(JSON.stringify({ requestedAt: '2026-01-01T00:00:00.000Z', controls: {} }), now)).toBe(true);
});

test('what cannot be read is not kept', () => {
  expect(isAged('', now)).toBe(true);
  expect(isAged('{"controls":{}}', now)).toBe(true);
});
