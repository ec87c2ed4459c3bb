import { expect, test } from 'vitest';
import { AppError } from '../../src/core/domain/model/errors.ts';
import { readFailure } from '../../src/renderer/client/read-failure.ts';

test.each(['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Unable to preload CSS for http://127.0.0.1/a.css'])('"%s" is told as a host that does not answer', (message) => {
  const failure = readFailure(new TypeError(message));

  expect(failure.message).toMatch(/^The host does not answer/u);
  expect(failure.next).toContain('`aiwm serve`');
});

test('a refusal keeps its own words', () => {
  const refusal = new AppError('not_found', 'There is no run "x".', { next: 'Look again.' });

  expect(readFailure(refusal)).toBe(refusal);
  expect(readFailure({ data: refusal.toWire() })).toMatchObject({ code: 'not_found', message: 'There is no run "x".', next: 'Look again.' });
});
