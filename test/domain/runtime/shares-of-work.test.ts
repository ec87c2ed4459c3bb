import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { body, beside } from './support/containers.ts';
import { around, go, node } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

const list = { type: 'object', properties: { list: { type: 'array', items: {} } } };
const waiting = { id: 'one', nodes: [node('in', 'start'), node('w', 'wait', { config: { after: 'PT1S' } }), node('out', 'end')], transitions: [go('b1', 'in', 'w', 'immediate'), go('b2', 'w', 'out', 'scheduled')] };

function mapOf(one: JsonObject, items: number): RunBench {
  const bench = new RunBench(beside('map', { config: { over: 'inputs.list', concurrency: 100 }, bodies: [one] }, { all: { inputs: list } }), { inputs: { list: Array.from({ length: items }, (_, at) => at) }, attended: true }).start();
  goOn(bench);
  return bench;
}

/** Continues the run as often as it asks to. Gives how often, and the most transitions of one input. */
function goOn(bench: RunBench): number {
  let times = 0;
  for (; bench.now.continueDue; times += 1) {
    const { facts } = bench.tell({ type: 'continue' });
    expect(facts.filter((row) => row.type === 'transition_committed').length).toBeLessThanOrEqual(64);
    if (times > 200) throw new Error('it goes on for ever');
  }
  return times;
}

describe('many deadlines due at once', () => {
  it('are met in shares of 64 transitions, the one whose timer came among them', () => {
    const bench = mapOf(waiting, 100);
    const last = Object.keys(bench.now.timers).at(-1) ?? '';
    const rows = bench.timer(last);

    expect(rows.filter((row) => row.type === 'transition_committed')).toHaveLength(64);
    expect(Object.keys(bench.now.timers)).toHaveLength(36);
    goOn(bench);
    expect(bench.now.ended?.status).toBe('completed');
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('which take no transition are met in the same shares', () => {
    const slow = { ...waiting, nodes: [node('in', 'start'), node('w', 'workStep', { timeout: 'PT1S' }), node('out', 'end')], transitions: [go('b1', 'in', 'w', 'immediate'), go('b2', 'w', 'out', 'manual-advance')] };
    const bench = mapOf(slow, 100);
    bench.timer(Object.keys(bench.now.timers)[0] ?? '');

    expect(bench.incidents).toHaveLength(64);
    goOn(bench);
    expect(bench.incidents).toHaveLength(100);
  });

  it('come before what a person says to a place they may lead away from', () => {
    const bench = mapOf({ ...waiting, nodes: [node('in', 'start'), node('w', 'workStep'), node('out', 'end')], transitions: [go('b1', 'in', 'w', 'immediate'), go('b2', 'w', 'out', ['scheduled', { after: 'PT1S' }]), go('b3', 'w', 'out', 'manual-advance')] }, 100);
    bench.at += 1000;
    const { refused } = bench.tell({ type: 'command', name: 'fire', visit: 'map#1:one[99]/w#1', transition: 'b3' });

    expect([refused?.code, refused?.data?.['reason']]).toEqual(['precondition_failed', 'busy']);
  });
});

describe('many signals looked through at once', () => {
  const way = go('t2', 'w', 'done', ['external', { signal: 's', when: 'inputs.list.exists(x, x == nodes.w.signal.payload)' }]);
  const signalled = (count: number): RunBench => {
    const long = [...Array.from({ length: 4000 }, () => 0), 1];
    const bench = new RunBench(around(node('w', 'wait', { config: { signal: 's' } }), [way], { inputs: list }), { inputs: { list: long }, attended: true }).start();
    bench.tell({ type: 'command', name: 'pause', now: false });
    for (let id = 1; id <= count; id += 1) bench.tell({ type: 'signal', emitter: 'e', id: String(id), name: 's', payload: id === count ? 1 : 2 });
    bench.tell({ type: 'command', name: 'resume' });
    return bench;
  };

  it('are looked at each with fuel of its own, so that the one that is meant is found', () => {
    const bench = signalled(40);
    expect(bench.now.looking).toHaveLength(2);
    expect(goOn(bench)).toBe(1);

    expect(bench.incidents).toEqual([]);
    expect(bench.now.ended?.status).toBe('completed');
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('keep their order: one that comes meanwhile is looked at after them', () => {
    const bench = signalled(40);
    bench.tell({ type: 'signal', emitter: 'e', id: 'late', name: 's', payload: 0 });
    expect(bench.now.ended).toBeUndefined();
    goOn(bench);

    expect(bench.now.ended?.status).toBe('completed');
    expect(bench.now.scope.nodes['w']?.['signal']).toMatchObject({ payload: 1 });
  });

  it('are forgotten half-way by a run that is stopped', () => {
    const bench = signalled(40);
    bench.tell({ type: 'command', name: 'stop' });

    expect(bench.now.looking).toBeUndefined();
  });
});

it('bodies that begin to wait look through the inbox one after the other', () => {
  const bodies = ['a', 'b'].map((id) => ({ ...body(id, []), nodes: [node(`in_${id}`, 'start'), node(`w_${id}`, 'wait', { config: { signal: 's' } }), node(`out_${id}`, 'end')], transitions: [go(`${id}1`, `in_${id}`, `w_${id}`, 'immediate'), go(`${id}2`, `w_${id}`, `out_${id}`, 'external')] }));
  const bench = new RunBench(beside('parallel', { bodies })).start();
  bench.tell({ type: 'signal', emitter: 'e', id: '1', name: 's', payload: 1 });
  expect(bench.now.inbox).toEqual([]);
  bench.tell({ type: 'signal', emitter: 'e', id: '2', name: 's', payload: 2 });

  expect(bench.now.ended?.status).toBe('completed');
});
