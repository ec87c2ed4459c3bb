import type { JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { http } from './faulty-foreign.ts';
import { ask, chain, go, node, step, workflow } from './parts.ts';

const send = (more: JsonObject = {}): JsonObject => http('send', { url: 'https://api.example.com/a', method: 'POST', body: { text: '{{ nodes.write.draft.text }}' } }, more);
const write = node('write', 'workStep', { entry: [ask('draft')] });
const after = (action: JsonObject, more: JsonObject = {}): JsonObject => chain([write, node('act', 'workStep', { entry: [action] })], more);

/** Data of others where it belongs: in prompts, behind hosts and folders the author wrote, and seen by a person. */
export const soundForeign: { readonly [name: string]: JsonObject } = {
  'a prompt with what another model wrote': after(ask('again', 'Shorten this:\n{{ nodes.write.draft.text }}')),
  'a path of an address a model wrote, behind a host of the author': after(http('get', { url: 'https://api.example.com/{{ nodes.write.draft.text }}' })),
  'an address a model wrote, among permitted hosts': after(http('get', { url: '{{ nodes.write.draft.text }}' }), { permissions: { hosts: ['api.example.com'] } }),
  'a file name a model wrote, in a folder of the author': after(step('save', 'file.write', { config: { path: 'reports/{{ nodes.write.draft.text }}.md', content: 'x' } })),
  'an address approved by a person': workflow(
    [node('begin', 'start'), write, node('act', 'workStep', { entry: [http('get', { url: '{{ nodes.write.draft.text }}' })] }), node('done', 'end')],
    [go('t1', 'begin', 'write', 'immediate'), go('t2', 'write', 'act', 'task-complete', { validators: [{ id: 'boss', type: 'manual-approval', config: { title: 'Ask there?', approves: ['get'] } }] }), go('t3', 'act', 'done', 'task-complete')],
  ),
  'words of a model sent once a person approved': workflow(
    [node('begin', 'start'), write, node('act', 'workStep', { entry: [send()] }), node('done', 'end')],
    [go('t1', 'begin', 'write', 'immediate'), go('t2', 'write', 'act', 'task-complete', { validators: [{ id: 'boss', type: 'manual-approval', config: { title: 'Send it?', approves: ['send'] } }] }), go('t3', 'act', 'done', 'task-complete')],
  ),
  'words of a model its author sends unseen': after(send({ auto: true })),
  'a number a model answered, sent unseen': after(http('send', { url: 'https://api.example.com/a', method: 'POST', body: { json: '{{ size(nodes.write.draft.stop) }}' } })),
};
