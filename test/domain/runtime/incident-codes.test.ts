import { expect, it } from 'vitest';
import type { ErrorWire } from '../../../src/core/domain/model/errors.ts';
import { around, go, node, step } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

const failing = (leave: readonly Parameters<typeof go>[3][] = []) => around(node('work', 'workStep', { entry: [step('a', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete'), ...leave.map((trigger, at) => go(`e${at}`, 'work', 'done', trigger))]);

function failed(error: Omit<ErrorWire, 'message'>, leave: Parameters<typeof failing>[0] = [], attended = true): RunBench {
  const bench = new RunBench(failing(leave), { attended }).start();
  bench.tell({ type: 'effect_failed', effect: 'work#1/a.1', attempt: 1, class: 'permanent', error: { ...error, message: 'it failed' } });
  return bench;
}

it('what an action needs and does not find is asked for by its name', () => {
  expect(failed({ code: 'vault_locked' }).incidents).toEqual(['vault_locked']);
  expect(failed({ code: 'credential_missing' }).incidents).toEqual(['connector_missing']);
  expect(failed({ code: 'connector_unavailable', data: { reason: 'missing' } }).incidents).toEqual(['connector_missing']);
  expect(failed({ code: 'connector_unavailable' }).incidents).toEqual(['action_failed']);
});

it('it is asked for only where nobody handles the error, and the action goes on once it is there', () => {
  expect(failed({ code: 'vault_locked' }, ['error']).now.ended?.status).toBe('completed');

  const bench = failed({ code: 'vault_locked' });
  bench.resolve('retry');
  bench.complete('work#1/a.1');
  expect(bench.now.ended?.status).toBe('completed');
});

it('a locked vault is waited for by unattended runs, too, and everything else fails them', () => {
  expect(failed({ code: 'vault_locked' }, [], false)).toMatchObject({ incidents: ['vault_locked'] });
  expect(failed({ code: 'credential_missing' }, [], false).now.ended?.status).toBe('failed');
});
