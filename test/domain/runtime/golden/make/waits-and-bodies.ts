import { beside, body } from '../../support/containers.ts';
import { around, go, node, step, workflow } from '../../support/definitions.ts';
import { ScriptedRun } from './scripted-run.ts';

const minute = 60_000;

/** A duration, a moment of a zone's clocks, a signal that came before, one that came too late, and a deadline. */
export function waits(): ScriptedRun {
  const definition = workflow(
    [node('begin', 'start'), node('rest', 'wait', { config: { after: 'PT1H' } }), node('noon', 'wait', { config: { at: { date: '1970-01-02', time: '12:00', zone: 'Europe/Berlin' } } }), node('paid', 'wait', { config: { signal: 'payment', key: "'A-1'" } }), node('more', 'wait', { config: { signal: 'more' } }), node('done', 'end', { config: { outputs: { amount: '{{ nodes.paid.signal.payload }}' } } })],
    [go('t1', 'begin', 'rest', 'immediate'), go('t2', 'rest', 'noon', 'scheduled'), go('t3', 'noon', 'paid', 'scheduled'), go('t4', 'paid', 'more', 'external'), go('t5', 'more', 'done', 'external'), go('t6', 'more', 'done', ['scheduled', { after: 'PT30M' }])],
  );
  const run = new ScriptedRun(definition);
  run.tell({ type: 'signal', emitter: 'bank', id: '1', name: 'payment', key: 'B-2', payload: 5 });
  run.tell({ type: 'signal', emitter: 'bank', id: '2', name: 'payment', key: 'A-1', payload: 120 });
  run.timer('rest#1/@timer.wait').tell({ type: 'timer_armed', timer: 'noon#1/@timer.wait', dueAt: 126_000_000, tzdata: '2026a' }).timer('noon#1/@timer.wait');
  return run.timer('more#1/@timer.scheduled.t6');
}

/** A card that is answered twice, as nobody lets the first answer through; then a way taken by hand, and a user action. */
export function cardAndHands(): ScriptedRun {
  const definition = workflow(
    [node('begin', 'start'), node('review', 'uiCard', { config: { card: 'ask' } }), node('wait_here', 'workStep', { userActions: [{ id: 'call', label: 'Call', action: { type: 'test.once', config: { say: 1 } } }] }), node('late', 'end', { config: { result: 'late' } }), node('done', 'end')],
    [
      go('t1', 'begin', 'review', 'immediate'),
      go('t2', 'review', 'wait_here', ['card-submitted', { when: "nodes.review.card.values.decision == 'approved'" }]),
      go('t3', 'review', 'late', ['scheduled', { after: 'PT48H' }]),
      go('t4', 'wait_here', 'done', 'manual-advance'),
    ],
    { cards: [{ id: 'ask', title: 'Approve {{ inputs.what }}?', fields: [{ key: 'decision', label: 'Decision', type: 'text', required: true }] }] },
  );
  const run = new ScriptedRun(definition, { inputs: { what: 'it' } });
  run.tell({ type: 'command', name: 'pause', now: false }).card('review#1', { decision: 'perhaps' }).tell({ type: 'command', name: 'resume' });
  run.card('review#1', { decision: 'approved' }).tell({ type: 'command', name: 'action', visit: 'wait_here#1', action: 'call' }).mark('effect_started', 'call').complete('call', 'rung');
  return run.tell({ type: 'command', name: 'fire', visit: 'wait_here#1', transition: 't4', skipValidators: true });
}

/** The first of two bodies wins; the other is cancelled, and its answer comes late. */
export function parallelAny(): ScriptedRun {
  const run = new ScriptedRun(beside('parallel', { config: { join: 'any' }, bodies: [body('left', [step('l', 'test.safe')]), body('right', [step('r', 'test.safe')])] }));
  return run.complete('r', 'second body, first answer').late('par#1:left/work_left#1/l.1');
}

/** A body for each of four items, two at once; one fails and is a result. */
export function mapCollects(): ScriptedRun {
  const run = new ScriptedRun(beside('map', { config: { over: '[10, 20, 30, 40]', concurrency: 2, onBodyError: 'collect' }, bodies: [body('one', [step('w', 'test.safe', { config: { say: '{{ item }}' }, retry: { maxRetries: 0 } })])] }));
  for (const index of [1, 0, 2, 3]) {
    const effect = `map#1:one[${index}]/work_one#1/w.1`;
    if (index === 2) run.fail(effect);
    else run.complete(effect, `item ${index}`);
  }
  return run;
}

/** One body fails without a handler: the container's error transition cancels the other. */
export function parallelFails(): ScriptedRun {
  const run = new ScriptedRun(beside('parallel', { bodies: [body('left', [step('l', 'test.safe', { retry: { maxRetries: 0 } })]), body('right', [step('r', 'test.safe')])] }, { leave: [go('t9', 'par', 'oops', 'error')] }));
  return run.fail('l');
}

const child = workflow(
  [node('begin', 'start'), node('say', 'workStep', { entry: [step('ask', 'test.safe', { config: { say: '{{ inputs.word }}' } })] }), node('done', 'end', { config: { outputs: { text: '{{ nodes.say.ask }}' } } })],
  [go('t1', 'begin', 'say', 'immediate'), go('t2', 'say', 'done', 'task-complete')],
  { inputs: { type: 'object', required: ['word'], properties: { word: { type: 'string' }, mark: { type: 'string', default: '!' } } }, outputs: { type: 'object', required: ['text'], properties: { text: { type: 'string' } } } },
);

export function subWorkflow(): ScriptedRun {
  return new ScriptedRun(beside('subWorkflow', { config: { workflow: 'child', inputs: { word: '{{ inputs.word }}' } } }, { all: { called: { child } } }), { inputs: { word: 'hi' } }).complete('ask', 'said');
}

/** Paused with time left, moved to a definition that calls its node otherwise, taken over as a fork, and stopped. */
export function movedAndForked(): ScriptedRun {
  const made = (id: string) => around(node(id, 'wait', { config: { after: 'PT2H' } }), [go('t2', id, 'done', 'scheduled')], { variables: { n: { initial: 0 } } });
  const run = new ScriptedRun(made('rest'));
  run.at += 30 * minute;
  run.tell({ type: 'command', name: 'pause', now: true });
  run.at += 10 * minute;
  run.migrate(made('sleep'), { rest: 'sleep' }).tell({ type: 'command', name: 'resume' });
  const parent = { run: 'run-1', seq: run.rows.length, at: run.at };
  run.at += 5 * minute;
  run.tell({ type: 'command', name: 'fork', run: 'run-2', parent, vars: { n: 4 }, effects: 'mock' });
  return run.tell({ type: 'command', name: 'stop', reason: 'enough' });
}
