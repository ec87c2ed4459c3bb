import type { JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { body } from './faulty-containers.ts';
import { ask, chain, go, inputs, node, say, set, text, workflow } from './parts.ts';

const rows = { inputs: inputs({ rows: { type: 'array', items: { type: 'string' } } }) };
const tone = (config: JsonObject, ways: readonly JsonObject[]): JsonObject => workflow([node('begin', 'start'), node('route', 'decision', { config: { mode: 'model', prompt: 'Which?', ...config } }), node('yes', 'end'), node('no', 'end')], [go('t1', 'begin', 'route', 'immediate'), ...ways]);

/** Sound workflows of parallels, maps, waits, and decisions by models and people. */
export const soundContainers: { readonly [name: string]: JsonObject } = {
  'a parallel whose results are read': chain([node('both', 'parallel', { bodies: [body('left', [ask('l')], { outputs: { text: '{{ nodes.left_do.l.text }}' } }), body('right', [ask('r')], { outputs: { text: '{{ nodes.right_do.r.text }}' } })] }), node('last', 'workStep', { entry: [say('show', '{{ nodes.both.results.left.text }}')] })]),
  'a body that writes its own variable': chain([node('both', 'parallel', { bodies: [body('left', [set('put', 'own', 'x')], { variables: { own: text() }, outputs: { own: '{{ vars.own }}' } }), body('right', [ask('r')])] })]),
  'the first of two': chain([node('both', 'parallel', { config: { join: 'any' }, bodies: [body('left', [ask('l')]), body('right', [ask('r')])] })]),
  'bodies that read what stands around them': chain([node('first', 'workStep', { entry: [ask('draft')] }), node('both', 'parallel', { bodies: [body('left', [say('l', '{{ nodes.first.draft.text }}')]), body('right', [say('r', '{{ nodes.first.draft.text }}')])] })]),
  'a map over the input': chain([node('each', 'map', { config: { over: 'inputs.rows' }, bodies: [body('one', [say('w', '{{ index }}: {{ item }}')], { outputs: { text: '{{ nodes.one_do.w }}' } })] }), node('last', 'workStep', { entry: [say('show', '{{ size(nodes.each.results) }}')] })], rows),
  'a map that collects errors': chain([node('each', 'map', { config: { over: 'inputs.rows', onBodyError: 'collect' }, bodies: [body('one', [say('w', '{{ item }}')])] })], rows),
  'a wait for a time': chain([node('pause', 'wait', { config: { after: 'PT1H' } })], {}, { pause: 'scheduled' }),
  'a wait for a signal that is read': workflow([node('begin', 'start'), node('paid', 'wait', { config: { signal: 'payment' } }), node('last', 'workStep', { entry: [say('show', '{{ nodes.paid.signal.payload }}')] }), node('done', 'end')], [go('t1', 'begin', 'paid', 'immediate'), go('t2', 'paid', 'last', 'external'), go('t3', 'last', 'done', 'task-complete')]),
  'a model that decides, or else a person': tone({}, [go('t2', 'route', 'yes', ['ai-decision', { choice: 'warm' }]), go('t3', 'route', 'no', ['ai-decision', { choice: 'cold' }]), go('t4', 'route', 'yes', ['manual-selection', { choice: 'warm' }]), go('t5', 'route', 'no', ['manual-selection', { choice: 'cold' }])]),
  'a model that decides, with a default': tone({ choices: [{ choice: 'warm' }, { choice: 'cold' }] }, [go('t2', 'route', 'yes', ['ai-decision', { choice: 'warm' }]), go('t3', 'route', 'no', 'condition', { isDefault: true })]),
  'a decision by a person': tone({ mode: 'manual' }, [go('t2', 'route', 'yes', ['manual-selection', { choice: 'warm' }]), go('t3', 'route', 'no', ['manual-selection', { choice: 'cold' }])]),
  'a step that is approved before it goes on': workflow([node('begin', 'start'), node('work', 'workStep', { entry: [ask('draft')] }), node('done', 'end')], [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete', { validators: [{ id: 'boss', type: 'manual-approval', config: { title: 'Send {{ nodes.work.draft.text }}?', quorum: 2, principals: ['user:ann', 'user:bob'] } }] })]),
  'a step that a person may end': workflow([node('begin', 'start'), node('work', 'workStep', { entry: [ask('draft')] }), node('done', 'end')], [go('t1', 'begin', 'work', 'immediate'), go('t2', 'work', 'done', 'task-complete'), go('t3', 'work', 'done', 'manual-advance')]),
};
