import type { JsonObject } from '../../../src/core/domain/model/json.ts';
import { go, node, step, workflow } from '../runtime/support/definitions.ts';

/** A workflow that yields what it is given. */
export const helperDefinition: JsonObject = workflow(
  [node('begin', 'start'), node('out', 'end', { config: { outputs: { back: 'given: {{ inputs.given }}' } } })],
  [go('h1', 'begin', 'out', 'immediate')],
  { name: 'Helper', inputs: { type: 'object', properties: { given: { type: 'string' } } } },
);

const list = '{{ [inputs.birth, "b"] }}';

/** A secret goes through a variable, a model, a loop, a map, another workflow, a card, a condition and a file. */
export const canaryDefinition: JsonObject = workflow(
  [
    node('begin', 'start'),
    node('take', 'workStep', {
      entry: [
        step('keep', 'variable.set', { config: { name: 'token', value: '{{ inputs.birth }}' } }),
        step('many', 'variable.set', { config: { name: 'many', value: list } }),
        step('ask', 'llm.chat', { config: { prompt: 'Say {{ vars.token }} and {{ inputs.open }}', maxOutputTokens: 200 } }),
        step('large', 'variable.set', { config: { name: 'large', value: '{{ [vars.token, vars.token, vars.token, vars.token, vars.token, vars.token, vars.token, vars.token, vars.token, vars.token].map(x, x + " " + x + " " + x + " " + x + " " + x + " " + x + " " + x) }}' } }),
      ],
    }),
    node('each', 'map', { config: { over: 'vars.many' }, bodies: [{
      id: 'one',
      nodes: [node('one_in', 'start'), node('one_out', 'end', { config: { outputs: { got: '{{ item }}!' } } })],
      transitions: [go('m1', 'one_in', 'one_out', 'immediate')],
    }] }),
    node('again', 'loop', { config: { over: 'vars.many' }, bodies: [{
      id: 'pass',
      nodes: [node('pass_in', 'start'), node('pass_work', 'workStep', { entry: [step('note', 'variable.set', { config: { name: 'token', value: '{{ inputs.birth }}' } })] }), node('pass_out', 'end')],
      transitions: [go('p1', 'pass_in', 'pass_work', 'immediate'), go('p2', 'pass_work', 'pass_out', 'task-complete')],
    }] }),
    node('call', 'subWorkflow', { config: { workflow: 'helper', inputs: { given: '{{ vars.token }}' } } }),
    node('check', 'decision'),
    node('show', 'uiCard', { config: { card: 'review' } }),
    node('tell', 'workStep', { entry: [step('keep_code', 'variable.set', { config: { name: 'code', value: '{{ nodes.show.card.values.code }}' } }), step('write', 'file.write', { config: { path: 'told.txt', content: '{{ nodes.call.outputs.back }} {{ nodes.take.ask.text }}' } })] }),
    node('done', 'end', { config: { outputs: { said: '{{ nodes.take.ask.text }}', word: '{{ inputs.open }}', results: '{{ nodes.each.results }}' } } }),
  ],
  [
    go('t1', 'begin', 'take', 'immediate'),
    go('t2', 'take', 'each', 'task-complete'),
    go('t3', 'each', 'again', 'task-complete'),
    go('t4', 'again', 'call', 'condition-met'),
    go('t5', 'call', 'check', 'task-complete'),
    go('t6', 'check', 'show', ['condition', { when: 'vars.token.size() > 3' }], { validators: [{ id: 'fits', type: 'expression', config: { that: 'vars.token != inputs.open' } }] }),
    go('t7', 'check', 'done', ['condition', { when: 'true' }], { isDefault: true }),
    go('t8', 'show', 'tell', 'card-submitted'),
    go('t9', 'tell', 'done', 'task-complete'),
  ],
  {
    name: 'Canary',
    inputs: { type: 'object', required: ['birth'], properties: { birth: { type: 'string', writeOnly: true }, open: { type: 'string' } } },
    variables: { token: { sensitive: true }, code: { sensitive: true }, many: { sensitive: true }, large: { sensitive: true } },
    cards: [{ id: 'review', title: 'Is {{ vars.token }} right?', body: 'The model said: {{ nodes.take.ask.text }}', fields: [{ key: 'code', label: 'Code', type: 'text' }] }],
  },
);
