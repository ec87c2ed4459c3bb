import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';
import { canonicalJournal } from '../../../src/core/domain/runtime/journal/canonical-journal.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { around, go, looping, node, step, workflow } from './support/definitions.ts';
import { RunBench } from './support/run-bench.ts';

const day = 24 * 3_600_000;

function send(bench: RunBench, id: string, more: { readonly name?: string; readonly key?: string; readonly payload?: Json; readonly emitter?: string } = {}) {
  const { name = 'go', emitter = 'shop', payload = id, key } = more;
  return bench.tell({ type: 'signal', emitter, id, name, payload, ...(key === undefined ? {} : { key }) });
}

const once = (config: JsonObject = {}, trigger: JsonObject = {}): JsonObject => around(node('hold', 'wait', { config: { signal: 'go', ...config } }), [go('t2', 'hold', 'done', ['external', trigger])]);

/** Waits for three signals, one after the other, after a card that is answered first. */
const three: JsonObject = workflow(
  [node('begin', 'start'), node('ask', 'uiCard', { config: { card: 'c' } }), ...['one', 'two', 'three'].map((id) => node(id, 'wait', { config: { signal: 'go' } })), node('done', 'end', { config: { outputs: { got: '{{ [nodes.one.signal.payload, nodes.two.signal.payload, nodes.three.signal.payload] }}' } } })],
  [go('t1', 'begin', 'ask', 'immediate'), go('t2', 'ask', 'one', 'card-submitted'), go('t3', 'one', 'two', 'external'), go('t4', 'two', 'three', 'external'), go('t5', 'three', 'done', 'external')],
  { cards: [{ id: 'c', title: 'Go?', fields: [] }] },
);

describe('a signal', () => {
  it('ends the wait, and stands in scope with what it brought', () => {
    const bench = new RunBench(once()).start();
    expect(runStatus(bench.now).reasons).toEqual([{ code: 'signal', visit: 'hold#1', nodeId: 'hold', detail: 'go' }]);
    send(bench, '1', { payload: { sum: 3 } });

    expect(bench.now.scope.nodes['hold']).toEqual({ signal: { name: 'go', payload: { sum: 3 }, at: new Date(bench.at).toISOString() } });
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('of another name or another key is kept and ends nothing', () => {
    const bench = new RunBench(once({ key: 'inputs.order' }), { inputs: { order: 'a7' } }).start();
    send(bench, '1', { name: 'stop', key: 'a7' });
    send(bench, '2', { key: 'b8' });
    send(bench, '3');
    expect(bench.now.ended).toBeUndefined();
    expect(bench.now.inbox?.map((entry) => entry.id)).toEqual(['1', '2', '3']);
    send(bench, '4', { key: 'a7' });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('that no transition wants stays for whoever does', () => {
    const definition = workflow(
      [node('begin', 'start'), node('big', 'wait', { config: { signal: 'go' } }), node('any', 'wait', { config: { signal: 'go' } }), node('done', 'end', { config: { outputs: { any: '{{ nodes.any.signal.payload }}' } } })],
      [go('t1', 'begin', 'big', 'immediate'), go('t2', 'big', 'any', ['external', { when: 'nodes.big.signal.payload > 5' }]), go('t3', 'any', 'done', 'external')],
    );
    const bench = new RunBench(definition).start();
    send(bench, '1', { payload: 1 });
    send(bench, '2', { payload: 9 });

    expect(bench.now.ended?.outputs).toEqual({ any: 1 });
  });

  it('that a condition cannot read is an error of the node, and does not come round again', () => {
    const bench = new RunBench(once({}, { when: 'nodes.hold.signal.payload.sum > 1' }), { attended: true }).start();
    send(bench, '1', { payload: {} });
    expect(bench.incidents).toEqual(['action_failed']);
    expect(bench.now.inbox).toEqual([]);
    bench.resolve('retry');
    expect(bench.incidents).toEqual([]);
    send(bench, '2', { payload: { sum: 2 } });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('that comes while the run is paused is taken when it goes on', () => {
    const bench = new RunBench(once()).start();
    bench.tell({ type: 'command', name: 'pause', now: false });
    send(bench, '1');
    expect(bench.now.ended).toBeUndefined();
    bench.tell({ type: 'command', name: 'resume' });

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('wins against an instant that passed after it, both while the run was paused', () => {
    const definition = around(node('hold', 'wait', { config: { at: '1970-01-01T01:00:00Z' } }), [go('late', 'hold', 'done', 'scheduled'), go('early', 'hold', 'done', ['external', { signal: 'go' }])]);
    const taken = (sentAt: number): Json | undefined => {
      const bench = new RunBench(definition).start();
      bench.tell({ type: 'command', name: 'pause', now: false });
      bench.at = sentAt;
      send(bench, '1');
      bench.at = 3 * 3_600_000;
      bench.tell({ type: 'command', name: 'resume' });
      return bench.rows.find((row) => row.payload['from'] === 'hold#1')?.payload['transition'];
    };

    expect(taken(3_600_000 - 1)).toBe('early');
    expect(taken(3_600_000)).toBe('late');
  });
});

describe('the inbox', () => {
  it('gives each signal once, the oldest first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 8 }), fc.nat(8), (ids, before) => {
        const bench = new RunBench(three).start();
        for (const id of ids.slice(0, before)) send(bench, String(id));
        bench.card('ask#1');
        for (const id of ids.slice(before)) if (bench.now.ended === undefined) send(bench, String(id));

        expect(bench.now.ended?.outputs).toEqual({ got: ids.slice(0, 3).map(String) });
        const taken = bench.rows.flatMap((row) => (Array.isArray(row.payload['done']) ? row.payload['done'] : [])).length;
        expect(taken).toBe(3);
        expect(replay(bench.workflow, bench.rows).equal).toBe(true);
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('holds 1,000 signals and refuses what comes after', () => {
    const bench = new RunBench(three).start();
    // As if 999 had come before: telling them one by one would take as long as all other tests here.
    const kept = Array.from({ length: 999 }, (_, at) => ({ emitter: 'shop', id: `kept ${at}`, name: 'go', payload: null, at: bench.at, until: bench.at + 7 * day }));
    bench.state = { ...bench.now, inbox: kept };
    expect(send(bench, 'the last').refused).toBeUndefined();

    const { refused } = send(bench, 'one more');
    expect(refused?.code).toBe('rate_limited');
    expect(refused?.data?.['reason']).toBe('inbox_full');
    bench.at += 7 * day;
    expect(send(bench, 'one more').refused).toBeUndefined();
    expect(bench.now.inbox).toHaveLength(1);
  });

  it('lets nobody take what is older than seven days, a pause not counted', () => {
    const asked = (rest: number): RunBench => {
      const bench = new RunBench(three).start();
      send(bench, 'old');
      bench.tell({ type: 'command', name: 'pause', now: false });
      bench.at += rest;
      bench.tell({ type: 'command', name: 'resume' });
      bench.at += 7 * day - 1;
      return bench;
    };
    const young = asked(30 * day);
    young.card('ask#1');
    const old = asked(0);
    old.at += 1;
    old.card('ask#1');

    expect(young.now.root.active?.id).toBe('two#1');
    expect(old.now.root.active?.id).toBe('one#1');
  });

  it('knows a signal that is still in it', () => {
    const bench = new RunBench(three).start();
    send(bench, '1');

    expect(send(bench, '1').refused?.data?.['reason']).toBe('duplicate');
    expect(send(bench, '1', { emitter: 'till' }).refused).toBeUndefined();
  });

  it('is gone with its run', () => {
    const bench = new RunBench(three).start();
    send(bench, '1');
    bench.tell({ type: 'command', name: 'stop' });

    expect(bench.now.inbox).toBeUndefined();
  });
});

it('two runs whose signals came from elsewhere and at other times did the same', () => {
  const sent = (emitter: string, later: number): RunBench => {
    const bench = new RunBench(once()).start();
    bench.at += later;
    send(bench, `from ${emitter}`, { emitter, payload: 7 });
    return bench;
  };

  expect(canonicalJournal(sent('shop', 0).rows)).toEqual(canonicalJournal(sent('till', 5000).rows));
});

it('a wait in a loop takes one signal in each pass', () => {
  const body = { id: 'pass', nodes: [node('enter', 'start'), node('hold', 'wait', { config: { signal: 'go' } }), node('stop', 'end')], transitions: [go('b1', 'enter', 'hold', 'immediate'), go('b2', 'hold', 'stop', 'external')] };
  const definition = looping({ over: '[1, 2]' }, [step('a', 'test.safe')], { loop: { bodies: [body] } });
  const bench = new RunBench(definition).start();
  send(bench, '1');
  expect(bench.now.ended).toBeUndefined();
  send(bench, '2');

  expect(bench.now.ended?.status).toBe('completed');
});
