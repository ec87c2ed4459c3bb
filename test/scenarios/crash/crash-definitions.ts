import type { Json, JsonObject } from '../../../src/core/domain/model/json.ts';

const inputs = { type: 'object', properties: { url: { type: 'string' } }, required: ['url'] };

function tell(type: string): JsonObject {
  return { id: type.replace('witness.', ''), type, config: { url: '{{ inputs.url }}', label: type } };
}

function chain(middle: readonly JsonObject[], by: readonly string[], more: { readonly [field: string]: Json } = {}): JsonObject {
  const nodes: readonly JsonObject[] = [{ id: 'begin', type: 'start' }, ...middle, { id: 'finish', type: 'end' }];
  return {
    format: 'aiwm.workflow/1',
    name: 'Crash',
    inputs,
    root: {
      id: 'root',
      nodes,
      transitions: nodes.slice(1).map((node, at) => ({ id: `t${at + 1}`, from: nodes[at]?.['id'] ?? '', to: node['id'] ?? '', triggers: [{ type: by[at] ?? 'immediate' }] })),
    },
    ...more,
  };
}

/** One delivery to the witness. */
export function oneDelivery(type: 'witness.safe' | 'witness.keyed' | 'witness.once'): JsonObject {
  return chain([{ id: 'tell', type: 'workStep', entry: [tell(type)] }], ['immediate', 'task-complete']);
}

/** One request of the product's own action: sent once, or known again by its key. */
export function oneRequest(repeat: 'once' | 'keyed'): JsonObject {
  const known: JsonObject = repeat === 'keyed' ? { idempotencyHeader: 'Idempotency-Key' } : { headers: { 'Idempotency-Key': 'of the author' } };
  const ask = { id: 'ask', type: 'http.request', config: { method: 'POST', url: '{{ inputs.url }}', body: { json: { order: 1 } }, ...known } };
  return chain([{ id: 'tell', type: 'workStep', entry: [ask] }], ['immediate', 'task-complete']);
}

/** A document of the registry that a step saves. */
export function oneDocument(document: string, content: string): JsonObject {
  return chain([{ id: 'tell', type: 'workStep', entry: [{ id: 'save', type: 'document.save', config: { document, content } }] }], ['immediate', 'task-complete']);
}

/** A file that a step moves, or deletes. */
export function oneFile(type: 'file.move' | 'file.delete', config: JsonObject): JsonObject {
  return chain([{ id: 'tell', type: 'workStep', entry: [{ id: 'file', type, config }] }], ['immediate', 'task-complete']);
}

/** A card, and a delivery after it. */
export function cardThenDelivery(): JsonObject {
  const cards = [{ id: 'card', title: 'Go on?', fields: [] }];
  return chain([{ id: 'ask', type: 'uiCard', config: { card: 'card' } }, { id: 'tell', type: 'workStep', entry: [tell('witness.safe')] }], ['immediate', 'card-submitted', 'task-complete'], { cards });
}

/** A card, then a call that names a model of its own. */
export function cardThenModel(): JsonObject {
  const cards = [{ id: 'card', title: 'Go on?', fields: [] }];
  const call = { id: 'say', type: 'llm.chat', config: { prompt: 'Say something.', connector: 'claude', model: 'of-the-step' } };
  return chain([{ id: 'ask', type: 'uiCard', config: { card: 'card' } }, { id: 'tell', type: 'workStep', entry: [call] }], ['immediate', 'card-submitted', 'task-complete'], { cards });
}

/** A loop of two deliveries a pass, one safe and one keyed. */
export function loopOfDeliveries(passes: number): JsonObject {
  const body = {
    id: 'pass',
    nodes: [{ id: 'body_begin', type: 'start' }, { id: 'tell', type: 'workStep', entry: [tell('witness.safe'), tell('witness.keyed')] }, { id: 'body_end', type: 'end' }],
    transitions: [
      { id: 'b1', from: 'body_begin', to: 'tell', triggers: [{ type: 'immediate' }] },
      { id: 'b2', from: 'tell', to: 'body_end', triggers: [{ type: 'task-complete' }] },
    ],
  };
  return chain([{ id: 'again', type: 'loop', config: { until: `loops.again.count >= ${passes}`, maxPasses: passes + 1 }, bodies: [body] }], ['immediate', 'condition-met']);
}
