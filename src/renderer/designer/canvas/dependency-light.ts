import { assignedVariable } from '../../../core/domain/model/edit/assigned-variables.ts';
import { findCard, idOf, listIn, nodesIn, textIn, transitionsIn, withInner } from '../../../core/domain/model/edit/definition-reading.ts';
import type { ExpressionRead } from '../../../core/domain/model/edit/expression-reads.ts';
import { readsOfCard, readsOfPart } from '../../../core/domain/model/edit/rename-reads.ts';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';

/** What feeds nodes: where the values they read come from, and the ways that lead to them. */
export interface DependencyLight {
  readonly chosen: ReadonlySet<string>;
  /** Nodes whose outputs, or variables they set, are read. */
  readonly feeders: ReadonlySet<string>;
  /** Transitions that lead to them. */
  readonly ways: ReadonlySet<string>;
}

/** Who feeds the nodes: by what their settings and cards, and the conditions of the transitions to them, read of other nodes and of variables. */
export function dependencyLight(definition: JsonObject, chosen: readonly string[]): DependencyLight {
  const all = nodesIn(definition);
  const nodes = all.filter((node) => chosen.includes(idOf(node)));
  const inner = nodes.flatMap(withInner);
  const own = new Set(inner.map(idOf));
  const ways = transitionsIn(definition).filter((transition) => chosen.includes(textIn(transition, 'to') ?? ''));
  const reads = [...[...nodes, ...ways].flatMap(readsOfPart), ...cardsOf(definition, inner).flatMap(readsOfCard)];
  const [read, variables] = [namesOf(reads, 'nodes'), namesOf(reads, 'vars')];
  const feeders = all.filter((node) => !own.has(idOf(node)) && (read.has(idOf(node)) || setsOf(node).some((name) => variables.has(name))));
  return { chosen: own, feeders: new Set(feeders.map(idOf)), ways: new Set(ways.map(idOf)) };
}

function namesOf(reads: readonly ExpressionRead[], root: string): ReadonlySet<string> {
  return new Set(reads.flatMap(({ root: from, steps: [first] }) => (from === root && first !== undefined ? [first.name] : [])));
}

/** Cards the nodes show. */
function cardsOf(definition: JsonObject, nodes: readonly JsonObject[]): readonly JsonObject[] {
  return nodes.flatMap(({ type, config }) => {
    const card = type === 'uiCard' && isJsonObject(config) ? findCard(definition, textIn(config, 'card') ?? '') : undefined;
    return card === undefined ? [] : [card];
  });
}

/** Variables that actions of a node assign; of what stands in it, that node itself tells. */
function setsOf(node: JsonObject): readonly string[] {
  const actions = [...listIn(node, 'entry'), ...listIn(node, 'exit'), ...listIn(node, 'userActions').flatMap(({ action }) => (isJsonObject(action) ? [action] : []))];
  return actions.flatMap((action) => {
    const name = isJsonObject(action['config']) ? assignedVariable(textIn(action, 'type'), action['config']) : undefined;
    return name === undefined ? [] : [name];
  });
}
