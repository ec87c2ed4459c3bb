import { describe, expect, it } from 'vitest';
import { activeVisits, armedTimers, runStatus } from '../../../src/core/domain/runtime/run-status.ts';
import { around, go, node, step } from './support/definitions.ts';
import { outline, RunBench } from './support/run-bench.ts';

const two = around(node('work', 'workStep', { entry: [step('one', 'test.safe'), step('two', 'test.safe')], timeout: 'PT10M' }), [go('t2', 'work', 'done', 'task-complete')]);
const cards = [{ id: 'review', title: 'Review', fields: [{ key: 'ok', label: 'OK', type: 'checkbox', required: true }] }];
const asks = around(node('ask', 'uiCard', { config: { card: 'review' } }), [go('t2', 'ask', 'done', 'card-submitted'), go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])], { cards });

const pause = { type: 'command', name: 'pause', now: false } as const;
const resume = { type: 'command', name: 'resume' } as const;

describe('pause', () => {
  it('records what was in flight and starts nothing; resume goes on from there', () => {
    const bench = new RunBench(two).start();
    bench.tell(pause);
    expect(runStatus(bench.now, { inFlight: 1, everClaimed: true }).status).toBe('pausing');
    expect(runStatus(bench.now, { inFlight: 0, everClaimed: true }).status).toBe('paused');

    expect(bench.complete('work#1/one.1', 'x')).toEqual([]);
    expect(bench.wanted).toEqual([]);

    expect(outline(bench.tell(resume).facts)).toEqual(['D effect_scheduled work#1/two.1 done[one]']);
  });

  it('keeps a failure for the retry that comes with resume', () => {
    const bench = new RunBench(two).start();
    bench.tell(pause);
    bench.fail('work#1/one.1', 'transient');
    expect(bench.wanted).toEqual([]);

    bench.tell(resume);

    expect(bench.now.wanted['work#1/one.1']?.attempt).toBe(2);
  });

  it('takes an answer to a card and acts on it after resume', () => {
    const bench = new RunBench(asks).start();
    bench.tell(pause);
    expect(bench.card('ask#1', { ok: true })).toEqual([]);
    expect(bench.tell({ type: 'card', visit: 'ask#1', key: 'again', values: { ok: true } }).refused?.code).toBe('already_answered');

    bench.tell(resume);

    expect(bench.now.ended?.status).toBe('completed');
  });

  it.each([
    ['no validator takes', go('t2', 'ask', 'done', 'card-submitted', { validators: [{ id: 'v', type: 'expression', config: { that: "nodes.ask.card.values.text == 'yes'" }, message: 'say yes' }] }), [{ transition: 't2', message: 'say yes' }]],
    ['no transition fits', go('t2', 'ask', 'done', ['card-submitted', { when: "nodes.ask.card.values.text == 'yes'" }]), []],
  ] as const)('opens the card again after an answer %s, so that it can be corrected', (_, leave, rejected) => {
    const texts = [{ id: 'review', title: 'Review', fields: [{ key: 'text', label: 'Text', type: 'text' }] }];
    const bench = new RunBench(around(node('ask', 'uiCard', { config: { card: 'review' }, timeout: 'PT5M' }), [leave, go('t3', 'ask', 'done', ['scheduled', { after: 'PT1H' }])], { cards: texts })).start();
    const { timers, cards: before } = bench.now;
    bench.tell(pause);
    bench.card('ask#1', { text: 'no' });

    const { facts } = bench.tell(resume);

    expect(outline(facts)).toEqual(['D card_requested ask#1']);
    expect(facts[0]?.payload['rejected']).toMatchObject(rejected);
    expect(bench.incidents).toEqual([]);
    expect(bench.now.cards).toEqual(before);
    expect(bench.now.timers).toEqual(timers);
    expect(bench.now.scope.nodes['ask']).toEqual({});
    bench.card('ask#1', { text: 'yes' });
    expect(bench.now.ended?.status).toBe('completed');
  });

  it('stops the clocks: deadlines keep what remained of them', () => {
    const bench = new RunBench(asks).start();
    const due = bench.now.timers['ask#1/@timer.scheduled.t3']?.dueAt ?? 0;
    bench.tell(pause);
    expect(armedTimers(bench.now)).toEqual([]);
    bench.at += 7_200_000;
    expect(bench.tell({ type: 'timer', id: 'ask#1/@timer.scheduled.t3' }).refused?.data).toEqual({ reason: 'paused' });

    bench.tell(resume);

    expect(bench.now.timers['ask#1/@timer.scheduled.t3']?.dueAt).toBe(due + 7_200_000);
    expect(bench.now.cards['ask#1']?.expiresAt).toBe(due + 7_200_000);
    expect(bench.now.ended).toBeUndefined();
  });

  it('can be made to abort what is in flight, once', () => {
    const bench = new RunBench(two).start();
    bench.tell(pause);

    expect(bench.tell({ ...pause, now: true }).refused).toBeUndefined();
    expect(bench.now.pause?.now).toBe(true);
    expect(bench.tell({ ...pause, now: true }).refused?.data).toEqual({ reason: 'paused' });
    expect(bench.wanted).toEqual(['work#1/one.1']);
  });

  it('lets incidents be answered, and acts on the answer after resume', () => {
    const bench = new RunBench(around(node('work', 'workStep', { entry: [step('call', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete')]), { attended: true }).start();
    bench.fail('work#1/call.1');
    bench.tell(pause);

    bench.resolve('take_transition', { transition: 't2' });
    expect(activeVisits(bench.now)).toEqual([{ visit: 'work#1', nodeId: 'work', phase: 'leaving' }]);

    bench.tell(resume);
    expect(bench.now.ended?.status).toBe('completed');
  });
});

describe('stop', () => {
  it('cancels everything at once, without exit actions', () => {
    const bench = new RunBench(around(node('work', 'workStep', { entry: [step('one', 'test.safe')], exit: [step('tidy', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete')])).start();

    bench.tell({ type: 'command', name: 'stop', reason: 'enough' });

    expect(outline(bench.rows).slice(-2)).toEqual(['D region_cancelled work#1', 'D run_ended cancelled']);
    expect(runStatus(bench.now).status).toBe('cancelled');
    expect(bench.wanted).toEqual([]);
    expect(bench.tell({ type: 'effect_completed', effect: 'work#1/one.1', attempt: 1, output: 1 }).refused?.data).toEqual({ reason: 'ended' });
  });
});

describe('exit actions', () => {
  const tidy = around(node('work', 'workStep', { entry: [step('one', 'test.safe')], exit: [step('tidy', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete')]);

  it('run after the choice and before the transition', () => {
    const bench = new RunBench(tidy).start();

    expect(outline(bench.complete('work#1/one.1'))).toEqual(['D transition_chosen t2 task-complete work#1 done[one]', 'D effect_scheduled work#1/tidy.1']);
    expect(outline(bench.complete('work#1/tidy.1'))).toEqual(['D transition_committed t2 task-complete done#1 done[tidy]', 'D run_ended completed']);
  });
});

// What each command answers in each state of a region, for what exists so far.
describe('command × state', () => {
  const states: { readonly [name: string]: () => RunBench } = {
    acting: () => new RunBench(two).start(),
    idle: () => new RunBench(asks).start(),
    leaving: () => {
      const bench = new RunBench(around(node('work', 'workStep', { exit: [step('tidy', 'test.safe')] }), [go('t2', 'work', 'done', 'task-complete')])).start();
      return bench;
    },
    incident: () => {
      const bench = new RunBench(two, { attended: true }).start();
      bench.fail('work#1/one.1');
      return bench;
    },
    paused: () => {
      const bench = new RunBench(asks).start();
      bench.tell(pause);
      return bench;
    },
    ended: () => {
      const bench = new RunBench(two).start();
      bench.tell({ type: 'command', name: 'stop' });
      return bench;
    },
  };
  const commands = {
    PauseRun: pause,
    ResumeRun: resume,
    StopRun: { type: 'command', name: 'stop' },
    SubmitCard: { type: 'card', visit: 'ask#1', key: 'k', values: { ok: true } },
    ResolveIncident: { type: 'command', name: 'resolve', incident: 'work#1/@incident.1', answer: 'retry' },
    StartRun: { type: 'start', run: 'r', workflow: 'w', definitionHash: 'h', inputs: {}, seed: 's', attended: false, pins: {} },
    timer: { type: 'timer', id: 'ask#1/@timer.scheduled.t3' },
    continue: { type: 'continue' },
  } as const;

  it.each([
    ['acting', { PauseRun: 'ok', ResumeRun: 'not_paused', StopRun: 'ok', SubmitCard: 'stale', ResolveIncident: 'stale', StartRun: 'started', timer: 'stale', continue: 'stale' }],
    ['idle', { PauseRun: 'ok', ResumeRun: 'not_paused', StopRun: 'ok', SubmitCard: 'ok', ResolveIncident: 'stale', StartRun: 'started', timer: 'early', continue: 'stale' }],
    ['leaving', { PauseRun: 'ok', ResumeRun: 'not_paused', StopRun: 'ok', SubmitCard: 'stale', ResolveIncident: 'stale', StartRun: 'started', timer: 'stale', continue: 'stale' }],
    ['incident', { PauseRun: 'ok', ResumeRun: 'not_paused', StopRun: 'ok', SubmitCard: 'stale', ResolveIncident: 'ok', StartRun: 'started', timer: 'stale', continue: 'stale' }],
    ['paused', { PauseRun: 'paused', ResumeRun: 'ok', StopRun: 'ok', SubmitCard: 'ok', ResolveIncident: 'stale', StartRun: 'started', timer: 'paused', continue: 'stale' }],
    ['ended', { PauseRun: 'ended', ResumeRun: 'ended', StopRun: 'ended', SubmitCard: 'ended', ResolveIncident: 'ended', StartRun: 'started', timer: 'ended', continue: 'ended' }],
  ] as const)('%s', (state, expected) => {
    const answers = Object.fromEntries(
      Object.entries(commands).map(([name, input]) => {
        const { refused } = states[state]?.().tell(input) ?? {};
        return [name, refused === undefined ? 'ok' : refused.data?.['reason']];
      }),
    );

    expect(answers).toEqual(expected);
  });
});
