import type { JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { ask, chain, go, inputs, node, number, say, type Seeded, set, text, workflow } from './parts.ts';

export const body = (id: string, entry: readonly JsonObject[], more: { readonly outputs?: JsonObject; readonly variables?: JsonObject } = {}): JsonObject => ({
  id,
  ...(more.variables === undefined ? {} : { variables: more.variables }),
  nodes: [node(`${id}_in`, 'start'), node(`${id}_do`, 'workStep', { entry }), node(`${id}_out`, 'end', more.outputs === undefined ? {} : { config: { outputs: more.outputs } })],
  transitions: [go(`${id}_1`, `${id}_in`, `${id}_do`, 'immediate'), go(`${id}_2`, `${id}_do`, `${id}_out`, 'task-complete')],
});

const both = (more: JsonObject = {}): JsonObject => node('both', 'parallel', { bodies: [body('left', [ask('l')]), body('right', [ask('r')])], ...more });
const rows = { inputs: inputs({ rows: { type: 'array', items: { type: 'string' } } }) };
const choices = (ways: readonly JsonObject[], config: JsonObject = {}): JsonObject =>
  workflow([node('begin', 'start'), node('route', 'decision', { config: { mode: 'model', prompt: 'Which?', ...config } }), node('yes', 'end'), node('no', 'end')], [go('t1', 'begin', 'route', 'immediate'), ...ways]);
// eslint-disable-next-line max-params -- a transition reads as one line
const chosen = (id: string, to: string, choice: string, more: JsonObject = {}) => go(id, 'route', to, ['ai-decision', { choice, ...more }]);

/** Faults of nodes with bodies beside each other, of waits, of decisions by models and people. */
export const faultyContainers: { readonly [name: string]: Seeded } = {
  'a parallel with one body': { definition: chain([node('both', 'parallel', { bodies: [body('left', [ask('l')])] })]), code: 'body_count', where: 'nodes.both' },
  'a parallel nothing leaves': { definition: workflow([node('begin', 'start'), both(), node('done', 'end')], [go('t1', 'begin', 'both', 'immediate')]), code: 'dead_end', where: 'nodes.both', shows: true },
  'a body that writes outward': { definition: chain([node('both', 'parallel', { bodies: [body('left', [set('put', 'n', 1)]), body('right', [ask('r')])] })], { variables: { n: number() } }), code: 'scope_violation', where: 'nodes.left_do.actions.put.config' },
  'what a body wrote, read outside': { definition: chain([both(), node('last', 'workStep', { entry: [say('show', '{{ nodes.left_do.l.text }}')] })]), code: 'unknown_name', where: 'nodes.last.actions.show.config.say', shows: true },
  'one body that reads the other': { definition: chain([node('both', 'parallel', { bodies: [body('left', [ask('l')]), body('right', [say('r', '{{ nodes.left_do.l.text }}')])] })]), code: 'unknown_name', where: 'nodes.right_do.actions.r.config.say', shows: true },
  'a dead end in one of two bodies': {
    definition: chain([node('both', 'parallel', { bodies: [body('left', [ask('l')]), { id: 'right', nodes: [node('right_in', 'start'), node('right_do', 'workStep', { entry: [ask('r')] }), node('right_out', 'end')], transitions: [go('r1', 'right_in', 'right_do', 'immediate')] }] })]),
    code: 'dead_end', where: 'nodes.right_do', shows: true,
  },
  'results read before the bodies ran': { definition: chain([node('first', 'workStep', { entry: [say('show', '{{ nodes.both.results }}')] }), both()]), code: 'read_before_write', where: 'nodes.first.actions.show.config.say', shows: true },
  'a map over a text': { definition: chain([node('each', 'map', { config: { over: 'inputs.rows' }, bodies: [body('one', [say('w', '{{ item }}')])] })], { inputs: inputs({ rows: { type: 'string' } }) }), code: 'type_mismatch', where: 'nodes.each.config.over', shows: true },
  'an item read after the map': { definition: chain([node('each', 'map', { config: { over: 'inputs.rows' }, bodies: [body('one', [say('w', '{{ item }}')])] }), node('last', 'workStep', { entry: [say('show', '{{ item }}')] })], rows), code: 'item_outside_list', where: 'nodes.last.actions.show.config.say', shows: true },
  'a map whose body reads a misspelt name': { definition: chain([node('each', 'map', { config: { over: 'inputs.rows' }, bodies: [body('one', [say('w', '{{ vars.prefx + item }}')])] })], { ...rows, variables: { prefix: text() } }), code: 'unknown_name', where: 'nodes.one_do.actions.w.config.say', shows: true },
  'a wait for a signal nobody takes': { definition: workflow([node('begin', 'start'), node('paid', 'wait', { config: { signal: 'payment' } }), node('done', 'end')], [go('t1', 'begin', 'paid', 'immediate'), go('t2', 'paid', 'done', ['scheduled', { after: 'PT1H' }])]), code: 'definition_invalid', where: 'nodes.paid' },
  'a signal read where it may not have come': {
    definition: workflow([node('begin', 'start'), node('paid', 'wait', { config: { signal: 'payment' } }), node('last', 'workStep', { entry: [say('show', '{{ nodes.paid.signal.payload }}')] }), node('done', 'end')], [go('t1', 'begin', 'paid', 'immediate'), go('t2', 'paid', 'last', 'external'), go('t3', 'paid', 'last', ['scheduled', { after: 'PT1H' }]), go('t4', 'last', 'done', 'task-complete')]),
    code: 'read_before_write', where: 'nodes.last.actions.show.config.say', shows: true,
  },
  'a choice no transition takes': { definition: choices([chosen('t2', 'yes', 'a', { minConfidence: 0 }), chosen('t3', 'no', 'b', { minConfidence: 0 })], { choices: [{ choice: 'a' }, { choice: 'b' }, { choice: 'c' }] }), code: 'choice_without_transition', where: 'nodes.route.config.choices', shows: true },
  'a model that is not sure': { definition: choices([chosen('t2', 'yes', 'a'), chosen('t3', 'no', 'b')]), code: 'incomplete_conditions', where: 'nodes.route', shows: true },
  'more who must approve than may': {
    definition: workflow([node('begin', 'start'), node('work', 'workStep', { entry: [ask('draft')] }), node('done', 'end')], [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete', { validators: [{ id: 'boss', type: 'manual-approval', config: { title: 'Send it?', quorum: 2, principals: ['user:ann'] } }] })]),
    code: 'approval_without_principals', where: 'transitions.t2.validators.boss.config.quorum',
  },
  'a misspelt name in what is asked to approve': {
    definition: workflow([node('begin', 'start'), node('work', 'workStep', { entry: [ask('draft')] }), node('done', 'end')], [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete', { validators: [{ id: 'boss', type: 'manual-approval', config: { title: 'Send {{ inputs.nmae }}?' } }] })], { inputs: inputs({ name: { type: 'string' } }) }),
    code: 'unknown_name', where: 'transitions.t2.validators.boss.config.title', shows: true,
  },
  'a misspelt name in what a model is asked to decide': { definition: { ...choices([chosen('t2', 'yes', 'a'), go('t3', 'route', 'no', 'manual-selection')], { prompt: 'Which for {{ inputs.nmae }}?' }), inputs: inputs({ name: { type: 'string' } }) }, code: 'unknown_name', where: 'nodes.route.config.prompt', shows: true },
};
