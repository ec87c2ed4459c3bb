import { exitsOf, findNode, findTransition, idOf, nodesIn, textIn, transitionName, transitionsIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { freshTransitionId } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { Edit } from '../../../../core/domain/model/edit/edit.ts';
import { likeliestFirst } from '../../palette-pane/new-transition.ts';
import type { FixContext, NodeFacts } from './quick-fix.ts';

export function factsOf({ definition, nodes }: FixContext, node: string): NodeFacts | undefined {
  return nodes.get(textIn(findNode(definition, node) ?? {}, 'type') ?? '');
}

/** The trigger a node goes on by when nothing special happens; undefined where nothing leaves it. */
export function naturalTrigger(context: FixContext, node: string): JsonObject | undefined {
  const [type] = likeliestFirst(factsOf(context, node)?.leavesBy ?? [], findNode(context.definition, node));
  return type === undefined ? undefined : { type, config: {} };
}

/** A new transition as an edit. */
export function way({ definition }: FixContext, ends: { readonly from: string; readonly to: string }, fields: { readonly id?: string; readonly trigger: JsonObject; readonly isDefault?: boolean }): Edit {
  const { id = freshTransitionId(definition), trigger, isDefault = false } = fields;
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
  const found = findTransition(definition, id);
  return found === undefined ? id : transitionName(definition, found);
}

