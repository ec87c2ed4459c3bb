import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';

type Parts = { readonly [field: string]: Json };

export function node(id: string, type: string, more: Parts = {}): JsonObject {
  return { id, type, ...more };
}

export function step(id: string, type: string, more: Parts = {}): JsonObject {
  return { id, type, config: {}, ...more };
}

/** A transition; a trigger is its type, or its type and config. */
// eslint-disable-next-line max-params -- a transition reads as one line: id, from, to, by what
export function go(id: string, from: string, to: string, trigger: string | readonly [string, JsonObject], more: Parts = {}): JsonObject {
  const [type, config] = typeof trigger === 'string' ? [trigger, {}] : trigger;
  return { id, from, to, triggers: [{ type, config }], ...more };
}

export function workflow(nodes: readonly Json[], transitions: readonly Json[], more: Parts = {}): JsonObject {
  return { format: 'aiwm.workflow/1', name: 'Test', root: { id: 'root', nodes, transitions }, ...more };
}

/** The id of a node or transition made here. */
export function idOf(part: JsonObject): string {
  return typeof part['id'] === 'string' ? part['id'] : '';
}

/** start → one node → end. */
export function around(middle: JsonObject, leave: readonly JsonObject[], more: Parts = {}): JsonObject {
  return workflow([node('begin', 'start'), middle, node('done', 'end')], [go('t1', 'begin', idOf(middle), 'immediate'), ...leave], more);
}

/** start → a loop whose body is one step with these entry actions → end. */
export function looping(config: JsonObject, entry: readonly JsonObject[], more: { readonly loop?: Parts; readonly leave?: readonly JsonObject[]; readonly all?: Parts; readonly nodes?: readonly JsonObject[] } = {}): JsonObject {
  const body = {
    id: 'pass',
    nodes: [node('enter', 'start'), node('draft', 'workStep', { entry }), node('stop', 'end')],
    transitions: [go('b1', 'enter', 'draft', 'immediate'), go('b2', 'draft', 'stop', 'task-complete')],
  };
  return workflow(
    [node('begin', 'start'), node('refine', 'loop', { config, bodies: [body], ...more.loop }), node('done', 'end'), ...(more.nodes ?? [])],
    [go('t1', 'begin', 'refine', 'immediate'), go('t2', 'refine', 'done', 'condition-met'), ...(more.leave ?? [])],
    more.all,
  );
}
