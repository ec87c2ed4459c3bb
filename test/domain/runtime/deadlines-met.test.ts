import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { replay } from '../../../src/core/domain/runtime/replay.ts';
import { runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { createCatalogue, standardLists } from '../../../src/core/domain/catalogue/catalogue.ts';
import { verify } from '../../../src/core/domain/runtime/verify/verify.ts';
import { around, go, node } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const refused = { validators: [{ id: 'v', type: 'expression', config: { that: 'false' } }] };
const second: [string, JsonObject] = ['scheduled', { after: 'PT1S' }];

function later(bench: RunBench): void {
  bench.at += 1000;
  bench.tell({ type: 'signal', emitter: 'e', id: String(bench.at), name: 'other', payload: null });
}

describe('a deadline no validator lets through', () => {
  const never = go('t2', 'w', 'done', ['condition', { when: 'false' }]);
  const late = go('t3', 'w', 'done', second, refused);

  it.each([true, false])('opens an incident where nothing else can end the visit (attended: %s)', (attended) => {
    const bench = new RunBench(around(node('w', 'workStep'), [never, late]), { attended }).start();
    bench.timer('w#1/@timer.scheduled.t3');

    expect(bench.incidents).toEqual(['no_transition']);
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('opens the same incident when it is met inside another input', () => {
    const bench = new RunBench(around(node('w', 'workStep'), [never, late])).start();
    later(bench);

    expect(bench.incidents).toEqual(['no_transition']);
    bench.resolve('retry');
    expect(bench.incidents).toEqual(['no_transition']);
  });

  it('lets the visit wait on for another one, and for a person', () => {
    const bench = new RunBench(around(node('w', 'workStep'), [never, late, go('t4', 'w', 'done', ['scheduled', { after: 'PT2S' }])])).start();
    bench.timer('w#1/@timer.scheduled.t3');
    expect(bench.incidents).toEqual([]);
    bench.timer('w#1/@timer.scheduled.t4');
    expect(bench.now.ended?.status).toBe('completed');

    const manual = new RunBench(around(node('w', 'workStep'), [never, late, go('t4', 'w', 'done', 'manual-advance')])).start();
    manual.timer('w#1/@timer.scheduled.t3');
    expect([manual.incidents, runStatus(manual.now).reasons.map(({ code }) => code)]).toEqual([[], ['person']]);
  });

  it('lets what stood idle be decided anew: what it reads may be another by now', () => {
    const bench = new RunBench(around(node('w', 'workStep'), [go('t2', 'w', 'done', ['condition', { when: 'now > timestamp("1970-01-01T00:16:40.500Z")' }]), late])).start();
    bench.timer('w#1/@timer.scheduled.t3');

    expect(bench.now.ended?.status).toBe('completed');
  });

  it('asks a person about a card that can only wait for it', () => {
    const card = { cards: [{ id: 'c', title: 'C', fields: [] }] };
    const bench = new RunBench(around(node('w', 'uiCard', { config: { card: 'c' } }), [late], card)).start();
    expect(bench.incidents).toEqual([]);
    bench.timer('w#1/@timer.scheduled.t3');
    expect(bench.incidents).toEqual(['no_transition']);
    bench.resolve('retry');
    expect(bench.incidents).toEqual(['no_transition']);
  });
});

describe('a deadline met inside another input', () => {
  it('is over, and its timer with it', () => {
    const bench = new RunBench(around(node('w', 'wait', { config: { signal: 's' } }), [go('t2', 'w', 'done', ['external', { signal: 's' }]), go('t3', 'w', 'done', second, refused)])).start();
    later(bench);

    expect(bench.now.timers).toEqual({});
    const rows = bench.rows.length;
    later(bench);
    expect(outline(bench.rows.slice(rows))).toEqual(['I signal']);
    expect(replay(bench.workflow, bench.rows).equal).toBe(true);
  });

  it('is over also while people are asked whether they let it through', () => {
    const approve = { validators: [{ id: 'ok', type: 'manual-approval', config: { title: 'T' } }] };
    const bench = new RunBench(around(node('w', 'wait', { config: { after: 'PT1S' } }), [go('t2', 'w', 'done', 'scheduled', approve)])).start();
    later(bench);

    expect([Object.keys(bench.now.approvals ?? {}), bench.now.timers]).toEqual([['w#1/ok'], {}]);
  });
});

describe('verify', () => {
  const found = (leave: readonly JsonObject[]) => verify(around(node('w', 'workStep'), leave, { inputs: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] } }), { catalogue: createCatalogue(standardLists) }).findings;

  it('says that a node is left by nothing when its time comes and its validator never passes', () => {
    expect(found([go('t2', 'w', 'done', ['condition', { when: 'false' }]), go('t3', 'w', 'done', second, refused)]).map(({ code }) => code)).toContain('dead_end');
  });

  it('shows how a run comes to stand where the way of its time may be refused', () => {
    const validators = [{ id: 'v', type: 'expression', config: { that: 'inputs.n > 3' } }];
    const open = found([go('t2', 'w', 'done', ['condition', { when: 'inputs.n > 5' }]), go('t3', 'w', 'done', second, { validators })]).find(({ code }) => code === 'incomplete_conditions');

    expect(open?.trace?.map(({ input }) => input.type)).toEqual(['start', 'timer']);
  });
});
