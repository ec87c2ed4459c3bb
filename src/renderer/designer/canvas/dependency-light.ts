import { idOf, listIn, nodesIn, textIn, transitionsIn, withInner } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';

/** What feeds nodes: where the values they read come from, and the ways that lead to them. */
export interface DependencyLight {
  readonly chosen: ReadonlySet<string>;
  /** Nodes whose outputs, or variables they set, are read. */
  readonly feeders: ReadonlySet<string>;
  /** Transitions that lead to them. */
  readonly ways: ReadonlySet<string>;
}

/** Who feeds the nodes: by what their settings, and the conditions of the transitions to them, read of other nodes and of variables. */
export function dependencyLight(definition: JsonObject, chosen: readonly string[]): DependencyLight {
  const all = nodesIn(definition);
  const own = new Set(all.filter((node) => chosen.includes(idOf(node))).flatMap(withInner).map(idOf));
  const ways = transitionsIn(definition).filter((transition) => chosen.includes(textIn(transition, 'to') ?? ''));
  const reads = readsOf([...all.filter((node) => chosen.includes(idOf(node))), ...ways]);
  const feeders = all.filter((node) => !own.has(idOf(node)) && (reads.nodes.has(idOf(node)) || setsOf(node).some((name) => reads.variables.has(name))));
  return { chosen: own, feeders: new Set(feeders.map(idOf)), ways: new Set(ways.map(idOf)) };
}

interface Reads {
  readonly nodes: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

function readsOf(parts: readonly JsonObject[]): Reads {
  const reads = { nodes: new Set<string>(), variables: new Set<string>() };
  for (const text of parts.flatMap((part) => [...textsIn(part)])) {
    for (const [, id] of text.matchAll(/\bnodes\.([a-z][a-z0-9_]*)/gu)) if (id !== undefined) reads.nodes.add(id);
    for (const [, name] of text.matchAll(/\bvars\.([a-z][A-Za-z0-9_]*)/gu)) if (name !== undefined) reads.variables.add(name);
  }
  return reads;
}

function* textsIn(value: Json): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (isJsonList(value)) for (const item of value) yield* textsIn(item);
  else if (isJsonObject(value)) for (const item of Object.values(value)) yield* textsIn(item);
}

/** Variables that actions of a node assign; of what stands in it, that node itself tells. */
function setsOf(node: JsonObject): readonly string[] {
  const actions = [...listIn(node, 'entry'), ...listIn(node, 'exit'), ...listIn(node, 'userActions').flatMap(({ action }) => (isJsonObject(action) ? [action] : []))];
  return actions.flatMap((action) => {
    const config = action['config'];
    if (action['type'] !== 'variable.set' || !isJsonObject(config)) return [];
    const name = textIn(config, 'name');
    return name === undefined ? [] : [name];
  });
}
