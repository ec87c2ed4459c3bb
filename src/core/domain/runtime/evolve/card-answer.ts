import { nodeOf } from '../../model/region-path.ts';
import type { RunState } from '../../model/run-state.ts';
import { editScope } from './edit-scope.ts';
import { without } from './wanted-effects.ts';

/** The state in which the scope knows nothing of what the visit's card was answered with. */
export function withoutAnswer(state: RunState, visit: string): RunState {
  if (state.cards[visit]?.answer === undefined) return state;
  const node = nodeOf(visit);
  return editScope(state, visit, (scope) => ({ ...scope, nodes: { ...scope.nodes, [node]: without(scope.nodes[node] ?? {}, 'card') } }));
}
