import fc from 'fast-check';
import { isJsonObject, type Json, type JsonObject } from '../../../../src/core/domain/model/json.ts';
import { draftDefinition } from '../../../../src/core/domain/services/draft-definition.ts';

/** A definition with a loop, a card, actions and validators, as drafts keep it. */
export const sample: JsonObject = draftDefinition(
  {
    format: 'aiwm.workflow/1',
    name: 'Sample',
    variables: { text: { initial: '' }, count: { initial: 0 } },
    cards: [{ id: 'review', title: 'Review', fields: [{ key: 'ok', type: 'checkbox', label: 'Good?' }, { key: 'why', type: 'text', label: 'Why' }] }],
    root: {
      id: 'root',
      nodes: [
        { id: 'begin', type: 'start' },
        { id: 'prep', type: 'workStep', entry: [{ id: 'read', type: 'file.read', config: { file: 'a.txt' } }, { id: 'ask', type: 'llm.chat', config: { prompt: 'Say it', model: 'm' } }] },
        {
          id: 'refine', type: 'loop', config: { until: 'vars.count > 2' },
          bodies: [{ id: 'pass', nodes: [{ id: 'enter', type: 'start' }, { id: 'draft', type: 'workStep', entry: [{ id: 'count', type: 'variable.set', config: { name: 'count', value: '{{ vars.count + 1 }}' } }] }, { id: 'stop', type: 'end' }], transitions: [{ id: 'b1', from: 'enter', to: 'draft', triggers: [{ type: 'immediate' }] }, { id: 'b2', from: 'draft', to: 'stop', triggers: [{ type: 'task-complete' }] }] }],
        },
        { id: 'show', type: 'uiCard', config: { card: 'review' } },
        { id: 'done', type: 'end' },
      ],
      transitions: [
        { id: 't1', from: 'begin', to: 'prep', triggers: [{ type: 'immediate' }] },
        { id: 't2', from: 'prep', to: 'refine', triggers: [{ type: 'task-complete' }], validators: [{ id: 'v1', type: 'expression', config: { rule: 'true' } }] },
        { id: 't3', from: 'refine', to: 'show', triggers: [{ type: 'condition-met' }] },
        { id: 't4', from: 'show', to: 'done', triggers: [{ type: 'card-submitted' }] },
      ],
    },
    layout: { begin: { x: 0, y: 0 } },
  },
  'The sample',
);

type Edit = (definition: JsonObject) => JsonObject;

/** The definition with the value at a path replaced; `undefined` takes it away. */
export function at(definition: JsonObject, path: readonly (string | number)[], value: (before: Json | undefined) => Json | undefined): JsonObject {
  const change = (here: Json | undefined, [step, ...rest]: readonly (string | number)[]): Json | undefined => {
    if (step === undefined) return value(here);
    if (Array.isArray(here)) return here.flatMap((item: Json, index) => (index === step ? [change(item, rest)].filter((one) => one !== undefined) : [item]));
    const object = isJsonObject(here) ? here : {};
    const changed = change(object[step], rest);
    const others = Object.entries(object).filter(([key]) => key !== step);
    return changed === undefined ? Object.fromEntries(others) : { ...object, [step]: changed };
  };
  const changed = change(definition, path);
  return isJsonObject(changed) ? changed : definition;
}

const nodesOf = (region: Json | undefined): readonly Json[] => (isJsonObject(region) && Array.isArray(region['nodes']) ? (region['nodes'] as Json[]) : []);
export const addNode = (id: string): Edit => (definition) => at(definition, ['root', 'nodes'], (nodes) => [...(nodes as Json[]), { id, type: 'workStep', config: {}, entry: [], exit: [], bodies: [] }]);
export const addTransition = (id: string, from: string, to: string): Edit => (definition) =>
  at(definition, ['root', 'transitions'], (all) => [...(all as Json[]), { id, from, to, triggers: [{ type: 'task-complete', config: {} }], validators: [], priority: 0, isDefault: false }]);

/** A node with every transition that names it. */
export const removeNode = (id: string): Edit => (definition) => {
  const without = at(definition, ['root', 'nodes'], (nodes) => (nodes as JsonObject[]).filter((node) => node['id'] !== id));
  return at(without, ['root', 'transitions'], (all) => (all as JsonObject[]).filter(({ from, to }) => from !== id && to !== id));
};
const moveIntoLoop = (id: string): Edit => (definition) => {
  const node = nodesOf(definition['root']).find((one) => isJsonObject(one) && one['id'] === id);
  const loop = nodesOf(definition['root']).findIndex((one) => isJsonObject(one) && one['id'] === 'refine');
  if (node === undefined || loop === -1 || id === 'refine') return definition;
  return removeNode(id)(at(definition, ['root', 'nodes', loop, 'bodies', 0, 'nodes'], (nodes) => [...(nodes as Json[]), node]));
};
const reverse = (...path: (string | number)[]): Edit => (definition) => at(definition, path, (list) => (Array.isArray(list) ? list.toReversed() : list));
const removeFirst = (...path: (string | number)[]): Edit => (definition) => at(definition, path, (list) => (Array.isArray(list) ? list.slice(1) : list));

const word = fc.constantFrom('one', 'two', 'three');
const place = fc.constantFrom('prep', 'refine', 'show', 'done', 'more_a', 'more_b');
const edit: fc.Arbitrary<Edit> = fc.oneof(
  word.map((text): Edit => (definition) => ({ ...definition, name: text })),
  word.map((text): Edit => (definition) => ({ ...definition, layout: { begin: { x: text.length, y: 0 } } })),
  word.map((text): Edit => (definition) => at(definition, ['root', 'nodes', 1, 'entry', 1, 'config', 'prompt'], (before) => (before === undefined ? before : text))),
  word.map((text): Edit => (definition) => at(definition, ['variables', `v_${text}`], () => ({ schema: {}, initial: text, sensitive: false }))),
  word.map((text): Edit => (definition) => at(definition, ['cards', 0, 'title'], (before) => (before === undefined ? before : text))),
  fc.nat(20).map((limit): Edit => (definition) => at(definition, ['limits', 'maxTransitions'], () => limit + 1)),
  fc.constantFrom('more_a', 'more_b').map((id): Edit => (definition) => (JSON.stringify(definition).includes(`"id":"${id}"`) ? definition : addNode(id)(definition))),
  fc.tuple(fc.constantFrom('x1', 'x2'), place, place).map(([id, from, to]): Edit => (definition) => (JSON.stringify(definition).includes(`"id":"${id}"`) ? definition : addTransition(id, from, to)(definition))),
  place.map(removeNode),
  fc.constantFrom('show', 'prep').map(moveIntoLoop),
  place.map((to): Edit => (definition) => at(definition, ['root', 'transitions', 0, 'to'], (before) => (before === undefined ? before : to))),
  fc.constantFrom(reverse('root', 'nodes'), reverse('root', 'transitions'), reverse('root', 'nodes', 1, 'entry'), removeFirst('cards'), removeFirst('root', 'nodes', 1, 'entry'), removeFirst('root', 'transitions', 1, 'validators')),
);

/** The sample after a few changes a person might make. */
export const edited: fc.Arbitrary<JsonObject> = fc.array(edit, { maxLength: 4 }).map((edits) => edits.reduce((definition, change) => change(definition), sample));
