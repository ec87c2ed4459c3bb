import type { Json, JsonObject } from '../../../../src/core/domain/model/json.ts';
import { go, idOf, node, workflow } from './definitions.ts';

type Parts = { readonly [field: string]: Json };

/** A body of one step with these entry actions, whose end yields the output of the first as `text`. */
export function body(id: string, entry: readonly JsonObject[], more: { readonly end?: Parts; readonly step?: Parts; readonly all?: Parts } = {}): JsonObject {
  const [first] = entry;
  const yields = first === undefined ? {} : { outputs: { text: `{{ nodes.work_${id}.${idOf(first)} }}` } };
  return {
    id,
    nodes: [node(`in_${id}`, 'start'), node(`work_${id}`, 'workStep', { entry, ...more.step }), node(`out_${id}`, 'end', { config: more.end ?? yields })],
    transitions: [go(`${id}_1`, `in_${id}`, `work_${id}`, 'immediate'), go(`${id}_2`, `work_${id}`, `out_${id}`, 'task-complete')],
    ...more.all,
  };
}

/** start → a container → end, which yields what the container yields; other ways out lead to `oops`. */
export function beside(type: 'parallel' | 'map' | 'subWorkflow', container: Parts, more: { readonly leave?: readonly JsonObject[]; readonly nodes?: readonly JsonObject[]; readonly all?: Parts } = {}): JsonObject {
  const id = { parallel: 'par', map: 'map', subWorkflow: 'call' }[type];
  const yields = type === 'subWorkflow' ? 'outputs' : 'results';
  return workflow(
    [node('begin', 'start'), node(id, type, container), node('done', 'end', { config: { outputs: { results: `{{ nodes.${id}.${yields} }}` } } }), ...(more.leave === undefined ? [] : [node('oops', 'end')]), ...(more.nodes ?? [])],
    [go('t1', 'begin', id, 'immediate'), go('t2', id, 'done', 'task-complete'), ...(more.leave ?? [])],
    more.all,
  );
}
