import { endsOf, exitsOf, findNode, findTransition, idOf, indexOf, nodesIn, textIn, transitionsIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import type { FixContext, NodeFacts } from './quick-fix.ts';

export function factsOf({ definition, nodes }: FixContext, node: string): NodeFacts | undefined {
  return nodes.get(textIn(findNode(definition, node) ?? {}, 'type') ?? '');
}

/** The trigger a node goes on by when nothing special happens; undefined where nothing leaves it. */
export function naturalTrigger(context: FixContext, node: string): JsonObject | undefined {
  const written = findNode(context.definition, node) ?? {};
  const { leavesBy = [] } = factsOf(context, node) ?? {};
  const config = isJsonObject(written['config']) ? written['config'] : {};
  const type = leavesBy.includes('external') && config['signal'] !== undefined ? 'external' : leavesBy[0];
  return type === undefined ? undefined : { type, config: {} };
}

/** Gives out ids of transitions that nothing has, one after the other. */
export function freshWays({ definition }: FixContext): () => string {
  const { transitions } = indexOf(definition);
  let number = transitions.size;
  return () => {
    do number += 1;
    while (transitions.has(`t${number}`));
    return `t${number}`;
  };
}

/** A new transition as an edit. */
export function way(id: string, ends: { readonly from: string; readonly to: string }, fields: { readonly trigger: JsonObject; readonly isDefault?: boolean }): Edit {
  const { trigger, isDefault = false } = fields;
  return { kind: 'connect', transition: { id, ...ends, triggers: [trigger], ...(isDefault ? { isDefault } : {}) } };
}

/** Whether without this transition no end of its body can be reached from where it begins. */
export function isOnlyWayOut(context: FixContext, transition: string): boolean {
  const { definition } = context;
  const from = textIn(findTransition(definition, transition) ?? {}, 'from') ?? '';
  const met = new Set([from]);
  for (const node of met) {
    if (factsOf(context, node)?.role === 'end') return false;
    for (const exit of exitsOf(definition, node)) if (idOf(exit) !== transition) met.add(textIn(exit, 'to') ?? '');
  }
  return true;
}

/** Nodes of a region by what they are to it. */
export function nodesByRole(context: FixContext, region: string, role: NodeFacts['role']): readonly string[] {
  return nodesIn(context.definition, region).map(idOf).filter((id) => factsOf(context, id)?.role === role);
}

/** Nodes that something could lead on from, and nothing does. */
export function openEnds(context: FixContext, region: string): readonly string[] {
  return nodesIn(context.definition, region)
    .map(idOf)
    .filter((id) => naturalTrigger(context, id) !== undefined && exitsOf(context.definition, id).length === 0);
}

/** Nodes that nothing leads to; a start is none. */
export function openBeginnings(context: FixContext, region: string): readonly string[] {
  const reached = new Set(transitionsIn(context.definition, region).map(({ to }) => to));
  return nodesIn(context.definition, region).map(idOf).filter((id) => !reached.has(id) && factsOf(context, id)?.role !== 'start');
}

/** What a transition is called: its name, else where it leads. */
export function wayName(definition: JsonObject, id: string): string {
  const found = indexOf(definition).transitions.get(id)?.part;
  if (found === undefined) return id;
  return textIn(found, 'name') ?? endsOf(definition, found);
}

