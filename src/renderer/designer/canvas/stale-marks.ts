import { findNode, findTransition, idOf, nodesIn, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';

const nothing: ReadonlySet<string> = new Set();

/**
 * Nodes whose own settings, or what leads to or from them, differ from an earlier definition; new ones too. What stands in
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
    if (typeof transition['from'] === 'string') stale.add(transition['from']);
  }
  return stale;
}

function withoutBodies(node: JsonObject): JsonObject {
  const { bodies: _bodies, ...own } = node;
  return own;
}
