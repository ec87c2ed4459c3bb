import { ownId } from '../../model/effect-id.ts';
import type { TimerSet } from '../../model/run-facts.ts';
import type { CompiledNode } from '../compile/compiled-definition.ts';

/** The deadlines that the transitions of a node set when it begins to wait at this time. */
export function scheduledTimers(node: Pick<CompiledNode, 'outgoing'>, visit: string, at: number): TimerSet[] {
  return node.outgoing.flatMap((transition) =>
    transition.triggers.flatMap(({ delayMs }) => (delayMs === undefined ? [] : [{ id: ownId(visit, 'timer', `scheduled.${transition.id}`), dueAt: at + delayMs }])),
  );
}
