import { expect, it } from 'vitest';
import type { ErrorWire } from '../../../src/core/domain/model/errors.ts';
import { around, go, node, step, workflow } from './support/definitions.ts';
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

/** The second of two steps fails, as under way as a run can be. */
function failedUnderWay(error: Omit<ErrorWire, 'message'>, semantics?: number): RunBench {
  const work = (id: string, action: string) => node(id, 'workStep', { entry: [step(action, 'test.safe')] });
  const bench = new RunBench(workflow([node('begin', 'start'), work('first', 'b'), work('work', 'a'), node('done', 'end')], [go('t1', 'begin', 'first', 'immediate'), go('t2', 'first', 'work', 'task-complete'), go('t3', 'work', 'done', 'task-complete')]), { attended: false, ...(semantics === undefined ? {} : { semantics }) }).start();
  bench.complete('first#1/b.1');
  bench.tell({ type: 'effect_failed', effect: 'work#1/a.1', attempt: 1, class: 'permanent', error: { ...error, message: 'it failed' } });
  return bench;
}

it('a key that is taken from an unattended run under way is waited for; one that never began without it fails', () => {
  expect(failed({ code: 'credential_rejected' }).incidents).toEqual(['credential_rejected']);
  expect(failed({ code: 'credential_rejected' }, [], false).now.ended?.status).toBe('failed');
  expect(failedUnderWay({ code: 'credential_rejected' }).incidents).toEqual(['credential_rejected']);
  expect(failedUnderWay({ code: 'credential_missing' }).incidents).toEqual(['connector_missing']);
  expect(failedUnderWay({ code: 'connector_unavailable' }).now.ended?.status).toBe('failed');

  const bench = failedUnderWay({ code: 'credential_rejected' });
  bench.resolve('retry');
  bench.complete('work#1/a.1');
  expect(bench.now.ended?.status).toBe('completed');
});

it('a run that began by the rules of before goes on by them', () => {
  expect(failedUnderWay({ code: 'credential_rejected' }, 1).now).toMatchObject({ semantics: 1, ended: { status: 'failed' } });
});
