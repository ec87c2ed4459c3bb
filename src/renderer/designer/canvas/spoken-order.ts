import type { JsonObject } from '../../../core/domain/model/json.ts';
import { idOf, nodesIn } from '../../../core/domain/model/edit/definition-reading.ts';

/** The nodes in the order in which they are spoken: as declared, a container before what stands in it. */
export function spokenOrder(definition: JsonObject): readonly string[] {
  return nodesIn(definition).map(idOf);
}

/** Everything from one node to another in spoken order, both included. */
export function spokenRange(definition: JsonObject, from: string | undefined, to: string): readonly string[] {
  const order = spokenOrder(definition);
  const [start, end] = [order.indexOf(from ?? to), order.indexOf(to)];
  if (start === -1 || end === -1) return [to];
  return order.slice(Math.min(start, end), Math.max(start, end) + 1);
}
