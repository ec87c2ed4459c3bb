import type { Json, JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { around, go, node, step } from '../../support/definitions.ts';

type Parts = { readonly [field: string]: Json };

/** start → one step with one effect → end. */
export function oneGate(type: string, more: Parts = {}): JsonObject {
  return around(node('work', 'workStep', { entry: [step('act', type, more)] }), [go('t2', 'work', 'done', 'task-complete')]);
}

/** start → one step with these effects, one after the other → end. */
export function gates(...types: readonly string[]): JsonObject {
  return around(node('work', 'workStep', { entry: types.map((type, at) => step(`act${at + 1}`, type)) }), [go('t2', 'work', 'done', 'task-complete')]);
}

/** start → a card → end. */
export function oneCard(leave: readonly JsonObject[] = []): JsonObject {
  return around(node('ask', 'uiCard', { config: { card: 'card' } }), [go('t2', 'ask', 'done', 'card-submitted'), ...leave], {
    cards: [{ id: 'card', title: 'Say something', fields: [{ key: 'text', label: 'Text', type: 'text', required: true }] }],
  });
}
