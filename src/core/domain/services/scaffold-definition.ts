import type { Catalogue } from '../catalogue/catalogue.ts';
import type { NodeKind } from '../catalogue/node-kind.ts';
import { applyEdit } from '../model/edit/apply-edit.ts';
import { entriesOf, idOf, listIn, nodesIn, rootId, textIn } from '../model/edit/definition-reading.ts';
import { freshId, freshNodeId, freshTransitionId } from '../model/edit/fresh-ids.ts';
import { AppError } from '../model/errors.ts';
import type { JsonObject } from '../model/json.ts';
import type { TemplateName } from '../model/starting-templates.ts';
import { nearest } from '../model/nearest-word.ts';
import { draftDefinition, emptyDefinition } from './draft-definition.ts';

export interface Scaffold {
  readonly name: string;
  readonly template: TemplateName;
  /** Types of nodes, put before the end in this order. */
  readonly add: readonly string[];
}

/** A definition to build on: what the template has, with a node for each type that is added. */
export function scaffoldDefinition(catalogue: Catalogue, { name, template, add }: Scaffold): JsonObject {
  const begun = draftDefinition({ ...emptyDefinition(name), ...templates[template], ...(template === 'blank' ? {} : { about: { madeFrom: { template } } }) }, 'The template');
  return add.reduce((definition, type) => withNode(definition, kindNamed(catalogue, type)), begun);
}

const immediate = [{ type: 'immediate' }];
const complete = [{ type: 'task-complete' }];
const start = { id: 'start', type: 'start' };

const ask: JsonObject = { id: 'write', type: 'workStep', name: 'Write', entry: [{ id: 'ask', type: 'llm.chat', config: { prompt: 'Write about this.\nTopic: {{ inputs.topic }}' } }] };
const topic: JsonObject = { type: 'object', required: ['topic'], properties: { topic: { type: 'string', title: 'Topic', minLength: 1 } } };

const templates: { readonly [template in TemplateName]: JsonObject } = {
  blank: {},
  ask: {
    inputs: topic,
    root: {
      id: 'root',
      nodes: [start, ask, { id: 'done', type: 'end', config: { outputs: { text: '{{ nodes.write.ask.text }}' } } }],
      transitions: [{ id: 't1', from: 'start', to: 'write', triggers: immediate }, { id: 't2', from: 'write', to: 'done', triggers: complete }],
    },
  },
  review: {
    inputs: topic,
    cards: [{ id: 'review', title: 'Is this good?', body: '{{ nodes.write.ask.text }}', fields: [{ key: 'decision', type: 'radio', label: 'Decision', required: true, options: [{ value: 'approved', label: 'Approve' }, { value: 'rejected', label: 'Write it again' }] }] }],
    root: {
      id: 'root',
      nodes: [start, ask, { id: 'review', type: 'uiCard', name: 'Review', config: { card: 'review' } }, { id: 'done', type: 'end', config: { outputs: { text: '{{ nodes.write.ask.text }}' } } }],
      transitions: [
        { id: 't1', from: 'start', to: 'write', triggers: immediate },
        { id: 't2', from: 'write', to: 'review', triggers: complete },
        { id: 't3', name: 'Approved', from: 'review', to: 'done', triggers: [{ type: 'card-submitted', config: { when: "nodes.review.card.values.decision == 'approved'" } }] },
        { id: 't4', name: 'Again', from: 'review', to: 'write', triggers: [{ type: 'card-submitted', config: { when: "nodes.review.card.values.decision == 'rejected'" } }] },
      ],
    },
  },
  batch: {
    inputs: { type: 'object', required: ['items'], properties: { items: { type: 'array', title: 'Items', items: { type: 'string' } } } },
    root: {
      id: 'root',
      nodes: [
        start,
        {
          id: 'each', type: 'map', name: 'Each item', config: { over: 'inputs.items' },
          bodies: [{
            id: 'each_body',
            nodes: [{ id: 'each_start', type: 'start' }, { id: 'describe', type: 'workStep', name: 'Describe', entry: [{ id: 'say', type: 'llm.chat', config: { prompt: 'Describe this in one line.\nItem: {{ item }}' } }] }, { id: 'each_done', type: 'end', config: { outputs: { text: '{{ nodes.describe.say.text }}' } } }],
            transitions: [{ id: 'e1', from: 'each_start', to: 'describe', triggers: immediate }, { id: 'e2', from: 'describe', to: 'each_done', triggers: complete }],
          }],
        },
        { id: 'done', type: 'end', config: { outputs: { results: '{{ nodes.each.results }}' } } },
      ],
      transitions: [{ id: 't1', from: 'start', to: 'each', triggers: immediate }, { id: 't2', from: 'each', to: 'done', triggers: complete }],
    },
  },
};

/** People write `workstep` and `work-step`, too. */
function kindNamed(catalogue: Catalogue, type: string): NodeKind {
  const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z]/gu, '');
  const kinds = [...catalogue.nodes.values()].filter(({ role }) => role === 'step');
  const found = kinds.find((kind) => plain(kind.type) === plain(type));
  if (found !== undefined) return found;
  const meant = nearest(type, kinds.map((kind) => kind.type));
  throw new AppError('input_invalid', `No step of a workflow has the type "${type}".`, {
    next: `${meant === undefined ? '' : `Did you mean ${meant}? `}Steps are: ${kinds.map((kind) => kind.type).join(', ')}.`,
    data: { fields: [{ path: 'add', message: `"${type}" is no type of step` }] },
  });
}

/** The node in the last transition that leads to the end of the workflow. */
function withNode(definition: JsonObject, kind: NodeKind): JsonObject {
  const end = nodesIn(definition, rootId(definition)).findLast(({ type }) => type === 'end');
  const last = entriesOf(definition, end === undefined ? '' : idOf(end))[0];
  if (last === undefined) throw new AppError('input_invalid', 'There is no way to an end into which a step could be put.', { next: 'Create it without `add`, and add steps in the designer.' });
  const id = freshNodeId(definition, kind.type);
  const trigger = kind.leavesBy[0] ?? 'task-complete';
  const needsCard = kind.type === 'uiCard';
  const card = needsCard ? freshId(definition, 'cards', 'answer') : undefined;
  const node: JsonObject = { id, type: kind.type, name: kind.title, config: card === undefined ? configOf(kind) : { card }, bodies: bodiesOf(definition, kind, id) };
  const transition = textIn(last, 'id') ?? '';
  const carded = card === undefined ? definition : applyEdit(definition, { kind: 'insert', at: 'workflow', list: ['cards'], index: listIn(definition, 'cards').length, item: { id: card, title: 'Your answer', fields: [{ key: 'answer', type: 'textarea', label: 'Answer', required: true }] } });
  return applyEdit(carded, { kind: 'splice', transition, node, onward: { id: freshTransitionId(definition), triggers: [{ type: trigger }] } });
}

/** Nothing where that is enough, else what the catalogue shows as an example. */
function configOf({ config, example }: NodeKind): JsonObject {
  return config.safeParse({}).success ? {} : example;
}

function bodiesOf(definition: JsonObject, { bodies }: NodeKind, id: string): JsonObject[] {
  const least = typeof bodies === 'number' ? bodies : bodies.least;
  return Array.from({ length: least }, (_, index) => {
    const body = freshId(definition, 'regions', least === 1 ? `${id}_body` : `${id}_body_${index + 1}`);
    const [first, last, way] = [`${body}_start`, `${body}_done`, `${body}_t1`].map((base) => freshNodeId(definition, base));
    return {
      id: body,
      nodes: [{ id: first ?? '', type: 'start' }, { id: last ?? '', type: 'end' }],
      transitions: [{ id: way ?? '', from: first ?? '', to: last ?? '', triggers: [{ type: 'immediate' }] }],
    };
  });
}
