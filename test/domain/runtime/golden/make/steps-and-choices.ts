import type { Json } from '../../../../../src/core/domain/model/json.ts';
import { around, go, looping, node, step, workflow } from '../../support/definitions.ts';
import { ScriptedRun } from './scripted-run.ts';

const answer = (json: Json): Json => ({ text: JSON.stringify(json), json, stop: 'end', model: 'mock' });
const count = step('count', 'variable.set', { config: { name: 'n', value: '{{ vars.n + 1 }}' } });
const n = { variables: { n: { initial: 0 } } };

/** Actions of all classes of repeating, attempts, and an exit action under way while the visit is leaving. */
export function stepsAndExits(): ScriptedRun {
  const work = node('work', 'workStep', { entry: [step('read', 'test.safe', { config: { say: '{{ inputs.who }}' } }), step('both', 'test.two'), step('set', 'variable.set', { config: { name: 'n', value: 3 } }), step('call', 'test.keyed', { onError: 'continue' })], exit: [step('send', 'test.once', { config: { say: '{{ vars.n }}' } })] });
  const run = new ScriptedRun(around(work, [go('t2', 'work', 'done', 'task-complete'), go('t3', 'work', 'done', 'error')], { ...n, inputs: { type: 'object', properties: { who: { type: 'string', default: 'Ada' } } } }));
  run.fail('read', { class: 'transient' }).mark('effect_interrupted', 'read').complete('read', 'text').complete('work#1/both.2', 2).complete('work#1/both.1', 1);
  return run.fail('call').mark('effect_started', 'send').complete('send', 'sent');
}

/** Every validator that decides by what it reads, in a row; the last one says no until a person takes the transition. */
export function validators(): ScriptedRun {
  const checks = [
    ['expression', { that: 'vars.n > 0' }],
    ['schema', { value: 'vars.n', schema: { type: 'number' } }],
    ['policy-check', { rules: [{ name: 'small', that: 'vars.n < 10' }] }],
    ['confidence-threshold', { of: 'vars.sure', atLeast: 0.5 }],
    ['error-free', { outputs: ['nodes.ask.call'] }],
    ['exit-condition', { that: 'vars.n >= 1' }],
    ['iteration-limit', { loop: 'refine', atMost: 3 }],
    ['output-validation', { value: 'nodes.ask.call', schema: { type: 'string' }, pattern: '^te' }],
  ].map(([type, config], at) => ({ id: `v${at}`, type: type ?? '', config: config ?? {} }));
  const body = { id: 'pass', nodes: [node('enter', 'start'), node('stop', 'end')], transitions: [go('b1', 'enter', 'stop', 'immediate')] };
  const definition = workflow(
    [node('begin', 'start'), node('ask', 'workStep', { entry: [step('call', 'test.safe'), count] }), node('refine', 'loop', { config: { over: '[1, 2]' }, bodies: [body] }), node('last', 'workStep'), node('done', 'end')],
    [
      go('t1', 'begin', 'ask', 'immediate'),
      go('t2', 'ask', 'refine', 'task-complete'),
      go('t3', 'refine', 'last', 'condition-met', { validators: checks }),
      go('t4', 'last', 'done', 'task-complete', { validators: [{ id: 'never', type: 'expression', config: { that: 'vars.n > 5' }, message: 'too few' }] }),
    ],
    { variables: { n: { initial: 0 }, sure: { initial: 0.9 } } },
  );
  return new ScriptedRun(definition).complete('call', 'text').resolve('take_transition', { transition: 't4', skipValidators: true });
}

const choices = { mode: 'model', prompt: 'Tone of {{ inputs.text }}?' };
const ways = [go('calm', 'route', 'done', ['ai-decision', { choice: 'calm' }]), go('angry', 'route', 'done', ['ai-decision', { choice: 'angry', minConfidence: 0.9 }]), go('pick', 'route', 'done', ['manual-selection', { choice: 'angry' }])];

/** A model answers what cannot be used, and after the repair it is not sure enough: a person chooses. */
export function decisionByPerson(): ScriptedRun {
  const run = new ScriptedRun(around(node('route', 'decision', { config: choices }), ways), { inputs: { text: 'Hm.' } });
  run.complete('@decision', { text: 'calm, I guess', unfit: 'no JSON', stop: 'end', model: 'mock' });
  run.complete('@decision', answer({ choice: 'angry', confidence: 0.4, rationale: 'capitals', alternatives: [] }));
  return run.tell({ type: 'command', name: 'fire', visit: 'route#1', transition: 'pick', reason: 'it is irony' });
}

export function decisionByModel(): ScriptedRun {
  const first = node('first', 'decision');
  const definition = workflow(
    [node('begin', 'start'), first, node('route', 'decision', { config: choices }), node('done', 'end')],
    [go('t1', 'begin', 'first', 'immediate'), go('t2', 'first', 'route', ['condition', { when: "inputs.text == 'Hm.'" }]), go('t3', 'first', 'done', 'condition', { isDefault: true }), ...ways],
  );
  return new ScriptedRun(definition, { inputs: { text: 'Hm.' } }).complete('@decision', answer({ choice: 'calm', confidence: 0.9, rationale: 'no shouting', alternatives: [{ choice: 'angry', confidence: 0.1 }] }));
}

/** A model's verdict, then two people's; what they approved is executed as they saw it, whatever a user action wrote since. */
export function judgedAndApproved(): ScriptedRun {
  const definition = workflow(
    [
      node('begin', 'start'),
      node('write', 'workStep', { entry: [step('draft', 'test.safe')], userActions: [{ id: 'spoil', label: 'Spoil', cooldown: 'PT1M', action: { type: 'variable.set', config: { name: 'n', value: 7 } } }] }),
      node('send', 'workStep', { entry: [step('mail', 'test.once', { config: { say: '{{ nodes.write.draft }}' } })] }),
      node('late', 'end'),
      node('done', 'end'),
    ],
    [
      go('t1', 'begin', 'write', 'immediate'),
      go('t2', 'write', 'send', 'task-complete', {
        validators: [
          { id: 'tone', type: 'llm', config: { rubric: 'It is friendly.', value: '{{ nodes.write.draft }}', passMark: 0.7 }, retries: 1, cooldown: 'PT10S' },
          { id: 'ok', type: 'manual-approval', config: { title: 'Send?', approves: ['mail'], quorum: 2, principals: ['user:bob', 'user:cy'], expires: 'PT48H' } },
        ],
      }),
      go('t3', 'write', 'late', ['scheduled', { after: 'PT72H' }]),
      go('t4', 'send', 'done', 'task-complete'),
    ],
    n,
  );
  const run = new ScriptedRun(definition).complete('draft', 'Hello!').complete('tone', answer({ score: 0.2, reason: 'cold' }));
  run.timer('write#1/@timer.cooldown.t2').complete('tone', answer({ score: 0.9, reason: 'warm' }));
  run.tell({ type: 'command', name: 'action', visit: 'write#1', action: 'spoil' });
  return run.approve('user:bob').approve('user:cy').mark('effect_started', 'mail').complete('mail', 'sent');
}

const leaveLoop = [go('t3', 'refine', 'cut', 'manual-break'), go('t4', 'refine', 'done', 'limit-reached')];

/** A loop whose limits are changed, whose rest is cut short, and that is broken off. */
export function loopByHand(): ScriptedRun {
  const run = new ScriptedRun(looping({ until: 'false', throttle: 'PT1H' }, [step('a', 'test.safe')], { nodes: [node('cut', 'end', { config: { result: 'cut' } })], leave: leaveLoop }));
  run.complete('a').tell({ type: 'command', name: 'adjust', visit: 'refine', next: true, throttleMs: 0 }).complete('a');
  run.tell({ type: 'command', name: 'adjust', visit: 'refine', maxPasses: 9, timeoutMs: 7_200_000 });
  return run.tell({ type: 'command', name: 'break', visit: 'refine#1', force: false }).complete('a');
}

/** Loops of all forms: over a list, while, until; one that reaches its limit and goes the way written for it. */
export function loops(): ScriptedRun {
  const inner = (id: string, entry: readonly ReturnType<typeof step>[]) => ({ id: `${id}_pass`, nodes: [node(`${id}_in`, 'start'), node(`${id}_work`, 'workStep', { entry }), node(`${id}_out`, 'end')], transitions: [go(`${id}_1`, `${id}_in`, `${id}_work`, 'immediate'), go(`${id}_2`, `${id}_work`, `${id}_out`, 'task-complete')] });
  const loop = (id: string, config: { readonly [field: string]: Json }) => node(id, 'loop', { config, bodies: [inner(id, [{ ...count, id: `count_${id}` }])] });
  const definition = workflow(
    [node('begin', 'start'), loop('list', { over: "['a', 'b']" }), loop('some', { while: 'vars.n < 4' }), loop('most', { until: 'false', maxPasses: 2 }), node('done', 'end', { config: { outputs: { n: '{{ vars.n }}' } } })],
    [go('t1', 'begin', 'list', 'immediate'), go('t2', 'list', 'some', 'condition-met'), go('t3', 'some', 'most', 'condition-met'), go('t4', 'most', 'done', 'limit-reached')],
    n,
  );
  return new ScriptedRun(definition);
}

/** A circle that is longer than one input may lead, and ends before the guard sees it. */
export function longChain(): ScriptedRun {
  const definition = workflow(
    [node('begin', 'start'), node('a', 'workStep', { entry: [count] }), node('b', 'decision'), node('done', 'end')],
    [go('t1', 'begin', 'a', 'immediate'), go('t2', 'a', 'b', 'task-complete'), go('t3', 'b', 'done', ['condition', { when: 'vars.n >= 40' }]), go('t4', 'b', 'a', 'condition')],
    n,
  );
  return new ScriptedRun(definition).goOn();
}
