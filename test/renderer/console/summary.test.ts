import { expect, test } from 'vitest';
import type { RunLine } from '../../../src/core/domain/operations/runs.ts';
import { stalledAfterOf, stalledChoices } from '../../../src/renderer/console/stalled-after.ts';
import { rowsOfTypes, wayOfRun } from '../../../src/renderer/console/summary/way-of-run.ts';
import { grouped } from './journals.ts';

const { rows } = grouped(([
  ['run_started', { visit: 'start#1' }],
  ['transition_committed', { transition: 't1', visit: 'each#1' }],
  ['pass_started', { visit: 'each#1:pass[0]/ask#1' }],
  ['transition_committed', { transition: 'p1', visit: 'each#1:pass[0]/done#1' }],
  ['card', { visit: 'each#1' }],
  ['transition_committed', { transition: 't2', visit: 'start#2' }],
] as const).map(([type, payload], at): RunLine => ({ seq: at + 1, at: '2026-01-01T00:00:00.000Z', type, runId: 'r', severity: 'info', correlationId: 'c', payload })));

test('the way of a run is its own steps in their order; what is beyond the most is counted', () => {
  expect(wayOfRun(rows, 10)).toEqual({ places: ['start', 'each', 'start'], more: 0 });
  expect(wayOfRun(rows, 1)).toEqual({ places: ['start'], more: 2 });
});

test('rows are counted by their types, and a type that never came is none', () => {
  expect(rowsOfTypes(rows, ['card', 'approval'])).toBe(1);
  expect(rowsOfTypes(rows, ['approval'])).toBe(0);
});

test('a run stands still after two minutes, or after what the settings say, which is offered beside the others', () => {
  expect([stalledAfterOf(undefined), stalledAfterOf({}), stalledAfterOf({ stalledAfterSeconds: 0 })]).toEqual([120, 120, 0]);
  expect(stalledChoices(600)).toEqual([30, 120, 600, 3600, 0]);
  expect(stalledChoices(45)).toEqual([45, 30, 120, 600, 3600, 0]);
});
