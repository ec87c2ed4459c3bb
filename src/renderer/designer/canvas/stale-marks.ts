import { findNode, findTransition, idOf, nodesIn, textIn, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';

const nothing: ReadonlySet<string> = new Set();

/**
 * Nodes whose own settings, or the ways that leave them, differ from an earlier definition; new ones too. What stands in
 * a container marks itself and not the container.
 */
export function staleNodes(definition: JsonObject, earlier: JsonObject | undefined): ReadonlySet<string> {
  if (earlier === undefined || earlier === definition) return nothing;
  const stale = new Set<string>();
  for (const node of nodesIn(definition)) {
    const before = findNode(earlier, idOf(node));
    if (before === undefined || (before !== node && !sameJson(withoutBodies(before), withoutBodies(node)))) stale.add(idOf(node));
  }
  for (const transition of transitionsIn(definition)) {
    const before = findTransition(earlier, idOf(transition));
    if (before === transition || (before !== undefined && sameJson(before, transition))) continue;
    for (const from of [before, transition].flatMap((one) => textIn(one ?? {}, 'from') ?? [])) if (findNode(definition, from) !== undefined) stale.add(from);
  }
  for (const gone of transitionsIn(earlier)) {
    const from = textIn(gone, 'from') ?? '';
    if (findTransition(definition, idOf(gone)) === undefined && findNode(definition, from) !== undefined) stale.add(from);
  }
  return stale;
}

function withoutBodies(node: JsonObject): JsonObject {
  const { bodies: _bodies, ...own } = node;
  return own;
}
