import type { JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { ask, chain, go, inputs, node, type Seeded, set, step, text, workflow } from './parts.ts';

export const http = (id: string, config: JsonObject, more: JsonObject = {}): JsonObject => step(id, 'http.request', { config, onError: 'fail', ...more });
const file = (id: string, path: string): JsonObject => step(id, 'file.read', { config: { file: path } });
const told = { variables: { told: text() } };
/** A model writes, then an action stands on what it wrote. */
const afterModel = (action: JsonObject, more: JsonObject = {}): JsonObject => chain([node('write', 'workStep', { entry: [ask('draft')] }), node('act', 'workStep', { entry: [action] })], more);
const fetched = (action: JsonObject, more: JsonObject = {}): JsonObject => chain([node('fetch', 'workStep', { entry: [http('get', { url: 'https://api.example.com/a' })] }), node('act', 'workStep', { entry: [action] })], more);

/** Data of others that chooses something outside, stands where a model obeys, or is acted on unseen. */
export const faultyForeign: { readonly [name: string]: Seeded } = {
  'an address a model wrote': { definition: afterModel(http('get', { url: '{{ nodes.write.draft.text }}' })), code: 'untrusted_choice', where: 'nodes.act.actions.get.config.url' },
  'a host within an address a model wrote': { definition: afterModel(http('get', { url: 'https://{{ nodes.write.draft.text }}.example.com/a' })), code: 'untrusted_choice', where: 'nodes.act.actions.get.config.url' },
  'an address a service answered': { definition: fetched(http('next', { url: '{{ nodes.fetch.get.body.next }}' })), code: 'untrusted_choice', where: 'nodes.act.actions.next.config.url' },
  'an address a variable took from a model': { definition: chain([node('write', 'workStep', { entry: [ask('draft'), set('keep', 'told', '{{ nodes.write.draft.text }}')] }), node('act', 'workStep', { entry: [http('get', { url: '{{ vars.told }}' })] })], told), code: 'untrusted_choice', where: 'nodes.act.actions.get.config.url' },
  'a path a model wrote': { definition: afterModel(file('read', '{{ nodes.write.draft.text }}')), code: 'untrusted_choice', where: 'nodes.act.actions.read.config.file' },
  'a connector a model named': { definition: afterModel(ask('again', 'Go on.', { connector: '{{ nodes.write.draft.text }}' })), code: 'untrusted_choice', where: 'nodes.act.actions.again.config.connector' },
  'a key a service named': { definition: fetched(http('use', { url: 'https://api.example.com/b', credential: { connector: '{{ nodes.fetch.get.body.key }}' } })), code: 'untrusted_choice', where: 'nodes.act.actions.use.config.credential.connector' },
  'an answer of the web in the system text': { definition: fetched(ask('say', 'Go on.', { system: 'You are {{ nodes.fetch.get.body.role }}.' })), code: 'untrusted_system', where: 'nodes.act.actions.say.config.system' },
  'a file in the system text': { definition: chain([node('work', 'workStep', { entry: [step('read', 'file.read', { config: { file: '{{ inputs.notes }}', as: 'text' } }), ask('say', 'Go on.', { system: '{{ nodes.work.read.text }}' })] })], { inputs: inputs({ notes: { type: 'string', format: 'file' } }) }), code: 'untrusted_system', where: 'nodes.work.actions.say.config.system' },
  'a model whose words are sent unseen': { definition: afterModel(http('send', { url: 'https://api.example.com/a', method: 'POST', body: { text: '{{ nodes.write.draft.text }}' } })), code: 'unapproved_effect', where: 'nodes.act.actions.send.config' },
  'an approval on one of two ways': {
    definition: workflow(
      [node('begin', 'start'), node('write', 'workStep', { entry: [ask('draft')] }), node('act', 'workStep', { entry: [http('send', { url: 'https://api.example.com/a', method: 'POST', body: { text: '{{ nodes.write.draft.text }}' } })] }), node('done', 'end')],
      [go('t1', 'begin', 'write', 'immediate'), go('t2', 'write', 'act', 'task-complete', { validators: [{ id: 'boss', type: 'manual-approval', config: { title: 'Send it?' } }] }), go('t3', 'write', 'act', ['scheduled', { after: 'PT1H' }]), go('t4', 'act', 'done', 'task-complete')],
    ),
    code: 'unapproved_effect', where: 'nodes.act.actions.send.config',
  },
  'an approval before the model has written': {
    definition: workflow(
      [node('begin', 'start'), node('first', 'workStep'), node('write', 'workStep', { entry: [ask('draft')] }), node('act', 'workStep', { entry: [http('send', { url: 'https://api.example.com/a', method: 'POST', body: { text: '{{ nodes.write.draft.text }}' } })] }), node('done', 'end')],
      [go('t1', 'begin', 'first', 'immediate'), go('t2', 'first', 'write', 'task-complete', { validators: [{ id: 'boss', type: 'manual-approval', config: { title: 'Go on?' } }] }), go('t3', 'write', 'act', 'task-complete'), go('t4', 'act', 'done', 'task-complete')],
    ),
    code: 'unapproved_effect', where: 'nodes.act.actions.send.config',
  },
};
