import { ask, card, chain, choice, go, node, number, routed, say, type Seeded, set, step, when, withRoot, workflow } from './parts.ts';

const plain = chain([node('work', 'workStep', { entry: [say('hello', 'x')] })]);

/** Faults of the definition itself: shapes, ids, kinds, expressions that cannot be read. */
export const faultyDefinitions: { readonly [name: string]: Seeded } = {
  'a field the format does not have': { definition: { ...plain, colour: 'red' }, code: 'definition_invalid', where: '' },
  'a node without an id': { definition: workflow([node('begin', 'start'), { type: 'end' }], []), code: 'definition_invalid', where: 'root.nodes.1.id' },
  'a duration that has no fixed length': { definition: chain([node('work', 'workStep', { timeout: 'P1M' })]), code: 'definition_invalid', where: 'nodes.work.timeout' },
  'two nodes of one id': { definition: withRoot(plain, { nodes: [node('work', 'workStep')] }), code: 'duplicate_id', where: 'nodes.work' },
  'two transitions of one id': { definition: withRoot(plain, { transitions: [go('t1', 'begin', 'done', 'immediate')] }), code: 'duplicate_id', where: 'transitions.t1' },
  'an action called as one in another node': { definition: chain([node('one', 'workStep', { entry: [say('hello', 1)] }), node('two', 'workStep', { entry: [say('hello', 2)] })]), code: 'duplicate_id', where: 'nodes.two.actions.hello' },
  'a validator called as one of another transition': {
    definition: workflow([node('begin', 'start'), node('one', 'workStep'), node('two', 'workStep'), node('done', 'end')], [go('t1', 'begin', 'one', 'immediate'), go('t2', 'one', 'two', 'task-complete', { validators: [{ id: 'sound', type: 'expression', config: { that: 'true' } }] }), go('t3', 'two', 'done', 'task-complete', { validators: [{ id: 'sound', type: 'expression', config: { that: 'true' } }] })]),
    code: 'duplicate_id',
    where: 'transitions.t3.validators.sound',
  },
  'no start': { definition: workflow([node('work', 'workStep'), node('done', 'end')], [go('t1', 'work', 'done', 'task-complete')]), code: 'start_count', where: 'regions.root' },
  'two starts': { definition: withRoot(plain, { nodes: [node('again', 'start')], transitions: [go('t9', 'again', 'work', 'immediate')] }), code: 'start_count', where: 'regions.root' },
  'a body without an end': {
    definition: chain([node('refine', 'loop', { config: { over: '[1, 2]' }, bodies: [{ id: 'pass', nodes: [node('enter', 'start'), node('step', 'workStep')], transitions: [go('b1', 'enter', 'step', 'immediate')] }] })], {}, { refine: 'condition-met' }),
    code: 'end_missing',
    where: 'regions.pass',
  },
  'a transition to nowhere': { definition: withRoot(plain, { transitions: [go('t9', 'work', 'elsewhere', 'task-complete')] }), code: 'broken_transition', where: 'transitions.t9' },
  'a transition back to the start': { definition: withRoot(plain, { transitions: [go('t9', 'work', 'begin', when('true'))] }), code: 'broken_transition', where: 'transitions.t9' },
  'an unknown type of node': { definition: chain([node('work', 'workstep')]), code: 'unknown_kind', where: 'nodes.work' },
  'an unknown action': { definition: chain([node('work', 'workStep', { entry: [step('hello', 'llm.chatter')] })]), code: 'unknown_kind', where: 'nodes.work.actions.hello' },
  'an unknown trigger': { definition: chain([node('work', 'workStep')], {}, { work: 'finished' }), code: 'unknown_kind', where: 'transitions.t2.triggers.finished' },
  'an unknown validator': { definition: withRoot(plain, { transitions: [go('t9', 'work', 'done', when('true'), { validators: [{ id: 'check', type: 'magic', config: {} }] })] }), code: 'unknown_kind', where: 'transitions.t9.validators.check' },
  'a trigger that the node is not left by': { definition: chain([node('work', 'workStep')], {}, { work: 'card-submitted' }), code: 'trigger_not_allowed', where: 'transitions.t2.triggers.card-submitted' },
  'a config with a field that is none': { definition: chain([node('work', 'workStep', { entry: [ask('hello', 'Hi', { promt: 'typo' })] })]), code: 'config_invalid', where: 'nodes.work.actions.hello.config' },
  'a document without a text': { definition: chain([node('work', 'workStep', { entry: [step('make', 'document.generate', { config: { name: '{{ run.id }}', title: 'Report' } })] })]), code: 'config_invalid', where: 'nodes.work.actions.make.config.markdown' },
  'a text without a title': { definition: chain([node('work', 'workStep', { entry: [step('make', 'document.generate', { config: { name: 'report', markdown: '{{ run.id }}' } })] })]), code: 'config_invalid', where: 'nodes.work.actions.make.config.title' },
  'a loop with two conditions': {
    definition: chain([node('refine', 'loop', { config: { until: 'true', while: 'false' }, bodies: [{ id: 'pass', nodes: [node('enter', 'start'), node('stop', 'end')], transitions: [go('b1', 'enter', 'stop', 'immediate')] }] })], {}, { refine: 'condition-met' }),
    code: 'config_invalid',
    where: 'nodes.refine.config',
  },
  'a step with a body': { definition: chain([node('work', 'workStep', { bodies: [{ id: 'pass', nodes: [node('enter', 'start'), node('stop', 'end')], transitions: [go('b1', 'enter', 'stop', 'immediate')] }] })]), code: 'body_count', where: 'nodes.work' },
  'a card that is not there': { definition: chain([node('review', 'uiCard', { config: { card: 'missing' } })], {}, { review: 'card-submitted' }), code: 'card_missing', where: 'nodes.review.config.card' },
  'an expression that ends too early': { definition: routed([go('t2', 'route', 'yes', when('vars.n >')), go('t3', 'route', 'no', 'condition', { isDefault: true })], { variables: { n: number() } }), code: 'expression_invalid', where: 'transitions.t2.triggers.condition.config.when' },
  'a template that is never closed': { definition: chain([node('work', 'workStep', { entry: [say('hello', 'Hi {{ vars.n')] })], { variables: { n: number() } }), code: 'expression_invalid', where: 'nodes.work.actions.hello.config' },
  'a function that does not exist': { definition: routed([go('t2', 'route', 'yes', when('length(vars.n) > 1')), go('t3', 'route', 'no', 'condition', { isDefault: true })], { variables: { n: number() } }), code: 'expression_invalid', where: 'transitions.t2.triggers.condition.config.when' },
  'a name that is no root': { definition: chain([node('work', 'workStep', { entry: [say('hello', '{{ topic }}')] })]), code: 'expression_invalid', where: 'nodes.work.actions.hello.config' },
  'a variable whose value does not fit': { definition: chain([node('work', 'workStep', { entry: [set('put', 'n', 1)] })], { variables: { n: { schema: { type: 'number' }, initial: 'none' } } }), code: 'definition_invalid', where: 'variables.n.initial' },
  'two fields of a card with one key': { definition: chain([node('review', 'uiCard', { config: { card: 'form' } })], { cards: [card('form', [choice('a', ['x']), choice('a', ['y'])])] }, { review: 'card-submitted' }), code: 'definition_invalid', where: 'cards.form.fields' },
};
