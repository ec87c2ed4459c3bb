import type { Json, JsonObject } from '../../../../../src/core/domain/model/json.ts';
import { go, idOf, node, step, workflow } from '../../support/definitions.ts';

export { around, go, looping, node, step, workflow } from '../../support/definitions.ts';

/** One seeded fault: what is built, and what verify has to say about which place. */
export interface Seeded {
  readonly definition: JsonObject;
  readonly code: string;
  readonly where: string;
  /** The fault is one of behaviour: a run has to show it. */
  readonly shows?: true;
}

export type Parts = { readonly [field: string]: Json };

export const when = (condition: string): readonly [string, JsonObject] => ['condition', { when: condition }];
export const text = (schema: JsonObject = { type: 'string' }, initial: Json = ''): JsonObject => ({ schema, initial });
export const number = (initial: Json = 0): JsonObject => ({ schema: { type: 'number' }, initial });
export const inputs = (properties: JsonObject, required: readonly string[] = Object.keys(properties)): JsonObject => ({ type: 'object', properties, required });
export const set = (id: string, name: string, value: Json): JsonObject => step(id, 'variable.set', { config: { name, value } });
export const ask = (id: string, prompt = 'Say something.', more: Parts = {}): JsonObject => step(id, 'llm.chat', { config: { prompt, ...more } });
// eslint-disable-next-line max-params -- an action reads as one line: id, what it says, of which type
export const say = (id: string, what: Json, type = 'test.safe', more: Parts = {}): JsonObject => step(id, type, { config: { say: what }, ...more });
export const card = (id: string, fields: readonly JsonObject[], more: Parts = {}): JsonObject => ({ id, title: 'Card', fields, ...more });
export const choice = (key: string, options: readonly string[], more: Parts = {}): JsonObject => ({ key, label: key, type: 'radio', required: true, options: options.map((value) => ({ value, label: value })), ...more });

/** start → the nodes one after the other → end `done`; each is left by task-complete, or by what is said of it. */
export function chain(middle: readonly JsonObject[], more: Parts = {}, ways: { readonly [node: string]: string } = {}): JsonObject {
  const ids = ['begin', ...middle.map(idOf), 'done'];
  const transitions = ids.slice(1).map((to, at) => go(`t${at + 1}`, ids[at] ?? '', to, at === 0 ? 'immediate' : (ways[ids[at] ?? ''] ?? 'task-complete')));
  return workflow([node('begin', 'start'), ...middle, node('done', 'end')], transitions, more);
}

/** start → decision `route` → these ends by these transitions. */
export function routed(ways: readonly JsonObject[], more: Parts = {}, ends: readonly string[] = ['yes', 'no']): JsonObject {
  return workflow([node('begin', 'start'), node('route', 'decision'), ...ends.map((id) => node(id, 'end'))], [go('t1', 'begin', 'route', 'immediate'), ...ways], more);
}

/** The definition with something changed in its root region. */
export function withRoot(definition: JsonObject, change: { readonly nodes?: readonly Json[]; readonly transitions?: readonly Json[] }): JsonObject {
  const root = definition['root'] as { readonly nodes: readonly Json[]; readonly transitions: readonly Json[] };
  return { ...definition, root: { id: 'root', nodes: [...root.nodes, ...(change.nodes ?? [])], transitions: [...root.transitions, ...(change.transitions ?? [])] } };
}
