import { calledIn } from '../../core/domain/model/region-path.ts';
import type { RunView } from '../../core/domain/operations/runs.ts';

/** `stuck`: an incident waits for a person; `failed`: here the run ended; `differs`: another run that it is compared with did something else here. */
export type NodeStateName = 'idle' | 'done' | 'active' | 'waiting' | 'stuck' | 'failed' | 'differs';

export interface NodeState {
  readonly name: NodeStateName;
  /** How often the node was entered. */
  readonly visits: number;
}

/** What each node of a run is doing: an open incident outweighs work, work outweighs having been there. */
export function nodeStates(run: Pick<RunView, 'active' | 'visited' | 'incidents' | 'error' | 'status' | 'reasons'>): ReadonlyMap<string, NodeState> {
  const states = new Map<string, NodeState>();
  const set = (id: string, name: NodeStateName): void => {
    states.set(id, { name, visits: run.visited[id] ?? 1 });
  };
  for (const id of Object.keys(run.visited)) set(id, 'done');
  const waiting = new Set(run.reasons.flatMap(({ nodeId }) => nodeId ?? []));
  for (const { nodeId, phase } of run.active) {
    if (phase === 'incident') set(nodeId, 'stuck');
    // Somebody or something outside is waited for, whatever other bodies do meanwhile.
    else if (phase === 'idle') set(nodeId, 'waiting');
    else if (waiting.has(nodeId)) set(nodeId, run.status === 'running' ? 'active' : 'waiting');
    else set(nodeId, 'active');
  }
  for (const { nodeId } of run.incidents) set(nodeId, 'stuck');
  const failedNode = run.error?.['node'];
  if (typeof failedNode === 'string') set(failedNode, 'failed');
  return states;
}

/** How often each transition was taken, from the rows of the journal; those of called workflows are not on this map. */
export function transitionCounts(lines: readonly { readonly type: string; readonly payload: { readonly [key: string]: unknown } }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type, payload } of lines) {
    const id = payload['transition'];
    if (type === 'transition_committed' && typeof id === 'string' && !isCalled(payload['visit'])) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return counts;
}

function isCalled(visit: unknown): boolean {
  return typeof visit === 'string' && calledIn(visit) !== undefined;
}
