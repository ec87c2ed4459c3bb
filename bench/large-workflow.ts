import type { JsonObject } from '../src/core/domain/model/json.ts';

/** A workflow in draft: the sections of one are made one after the other, and each is entered by what the one before left open. */
interface Draft {
  readonly nodes: JsonObject[];
  readonly transitions: JsonObject[];
}

const answer = { type: 'object', required: ['tone', 'score'], properties: { tone: { enum: ['warm', 'cold'] }, score: { type: 'integer', minimum: 0, maximum: 10 } } };

/**
 * A workflow of that many nodes, those in bodies included, as people draw long ones: section after section a model writes, a
 * decision chooses by what it said, a loop counts, a person approves or sends back, and bodies run beside each other or over a
 * list. Some sections have a fault each, which only a run can show.
 */
export function largeWorkflow(size: number, options: { readonly faultyEvery: number }): JsonObject {
  const draft: Draft = { nodes: [{ id: 'begin', type: 'start' }], transitions: [] };
  let last = leave('begin', 'immediate');
  for (let section = 1; sizeOf(draft.nodes) + largestSection < size; section += 1) last = addSection(draft, section, { enteredBy: last, isFaulty: section % options.faultyEvery === 0 });
  for (let step = 1; sizeOf(draft.nodes) + 1 < size; step += 1) last = addStep(draft, `rest${step}`, last);
  draft.nodes.push({ id: 'done', type: 'end', config: { outputs: { draft: '{{ vars.draft }}' } } });
  draft.transitions.push({ id: 'last', to: 'done', ...last });
  return {
    format: 'aiwm.workflow/1',
    name: 'Large',
    inputs: { type: 'object', required: ['topic', 'rows'], properties: { topic: { type: 'string' }, rows: { type: 'array', items: { type: 'string' } } } },
    variables: { draft: { schema: { type: 'string' }, initial: '' }, count: { schema: { type: 'number' }, initial: 0 } },
    cards: [{ id: 'form', title: 'Review', fields: [{ key: 'decision', label: 'Decision', type: 'radio', required: true, options: ['approve', 'reject'].map((value) => ({ value, label: value })) }, { key: 'comments', label: 'Comments', type: 'textarea' }] }],
    root: { id: 'root', nodes: draft.nodes, transitions: draft.transitions },
  };
}

const largestSection = 16;

function sizeOf(nodes: readonly JsonObject[]): number {
  return nodes.reduce((size, node) => size + 1 + ((node['bodies'] ?? []) as readonly { readonly nodes: readonly JsonObject[] }[]).reduce((inside, one) => inside + sizeOf(one.nodes), 0), 0);
}

type Leaving = { readonly from: string; readonly triggers: readonly JsonObject[] };

function leave(from: string, type: string, config?: JsonObject): Leaving {
  return { from, triggers: [{ type, ...(config === undefined ? {} : { config }) }] };
}

function addStep(draft: Draft, id: string, enteredBy: Leaving): Leaving {
  draft.nodes.push({ id, type: 'workStep', entry: [{ id: `${id}_set`, type: 'variable.set', config: { name: 'draft', value: `{{ vars.draft + ' ${id}' }}` } }] });
  draft.transitions.push({ id: `to_${id}`, to: id, ...enteredBy });
  return leave(id, 'task-complete');
}

/** Its decision, where it is faulty, has no way for scores in the middle. */
function addSection(draft: Draft, section: number, { enteredBy, isFaulty }: { readonly enteredBy: Leaving; readonly isFaulty: boolean }): Leaving {
  const id = (name: string): string => `${name}${section}`;
  const add = (node: JsonObject & { readonly id: string }, ...ways: readonly Leaving[]): void => {
    draft.nodes.push(node);
    for (const [index, way] of ways.entries()) draft.transitions.push({ id: `to_${node.id}_${index + 1}`, to: node.id, ...way });
  };
  const judged = `nodes.${id('write')}.${id('judge')}.json`;
  add({ id: id('write'), type: 'workStep', entry: [{ id: id('judge'), type: 'llm.chat', config: { prompt: 'Write about {{ inputs.topic }}, after {{ vars.draft }}.', answer } }, { id: id('start'), type: 'variable.set', config: { name: 'count', value: 0 } }] },
    enteredBy, leave(id('review'), 'card-submitted', { when: `nodes.${id('review')}.card.values.decision == 'reject'` }));
  add({ id: id('route'), type: 'decision' }, leave(id('write'), 'task-complete'));
  add({ id: id('left'), type: 'workStep', entry: [{ id: id('l'), type: 'variable.set', config: { name: 'draft', value: `{{ inputs.topic + ' ' + ${judged}.tone }}` } }] }, leave(id('route'), 'condition', { when: `${judged}.score >= 7` }));
  add({ id: id('right'), type: 'workStep', entry: [{ id: id('r'), type: 'llm.chat', config: { prompt: `Better than {{ string(${judged}.score) }}, please.` } }] }, leave(id('route'), 'condition', { when: `${judged}.score < ${isFaulty ? 5 : 7}` }));
  add({ id: id('refine'), type: 'loop', config: { until: 'vars.count > 2', maxPasses: 5 }, bodies: [body(id('pass'), { id: id('counted'), type: 'variable.set', config: { name: 'count', value: '{{ vars.count + 1 }}' } })] }, leave(id('left'), 'task-complete'), leave(id('right'), 'task-complete'));
  add({ id: id('review'), type: 'uiCard', config: { card: 'form' } }, leave(id('refine'), 'condition-met'), leave(id('refine'), 'limit-reached'));
  const approved = leave(id('review'), 'card-submitted', { when: `nodes.${id('review')}.card.values.decision == 'approve'` });
  if (section % 2 === 0) add({ id: id('each'), type: 'map', config: { over: 'inputs.rows' }, bodies: [body(id('one'), { id: id('item'), type: 'llm.chat', config: { prompt: '{{ index }}: {{ item }}' } })] }, approved);
  else add({ id: id('each'), type: 'parallel', bodies: ['this', 'that'].map((side) => body(id(side), { id: id(`${side}_said`), type: 'llm.chat', config: { prompt: `{{ vars.draft }}, seen from ${side} side` } })) }, approved);
  return leave(id('each'), 'task-complete');
}

function body(id: string, action: JsonObject): JsonObject {
  return {
    id,
    nodes: [{ id: `${id}_enter`, type: 'start' }, { id: `${id}_do`, type: 'workStep', entry: [action] }, { id: `${id}_leave`, type: 'end' }],
    transitions: [{ id: `${id}_1`, from: `${id}_enter`, to: `${id}_do`, triggers: [{ type: 'immediate' }] }, { id: `${id}_2`, from: `${id}_do`, to: `${id}_leave`, triggers: [{ type: 'task-complete' }] }],
  };
}
