import { idOf, nodesIn, textIn, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';

/** Nodes that a run could not leave: they are no end, and no transition leads on from them. */
export function unfinishedEnds(definition: JsonObject): ReadonlySet<string> {
  const left = new Set(transitionsIn(definition).map((transition) => textIn(transition, 'from')));
  return new Set(nodesIn(definition).filter((node) => textIn(node, 'type') !== 'end' && !left.has(idOf(node))).map(idOf));
}
