import { nodeOf } from '../model/region-path.ts';
import type { WaitReason } from '../model/run.ts';
import type { RunState, VisitState } from '../model/run-state.ts';
import { visitsOf } from './evolve/region-tree.ts';

/** What waits for people, or for a verdict to be asked for again. What a model is asked waits as its effect does. */
export function askedReasons(state: RunState): readonly WaitReason[] {
  const approvals = Object.values(state.approvals ?? {}).map(({ visit, title, expiresAt }): WaitReason => ({
    code: 'approval',
    visit,
    nodeId: nodeOf(visit),
    detail: title,
    ...(expiresAt === undefined ? {} : { dueAt: expiresAt }),
  }));
  return [...approvals, ...visitsOf(state.root).flatMap(reasonsAt)];
}

const none: readonly WaitReason[] = [];

function reasonsAt({ id: visit, idle, candidates }: VisitState): readonly WaitReason[] {
  if (idle === undefined && candidates === undefined) return none;
  const place = { visit, nodeId: nodeOf(visit) };
  const again = Object.values(candidates ?? {}).flatMap(({ verdicts }) =>
    Object.entries(verdicts).flatMap(([detail, { retryAt }]): readonly WaitReason[] => (retryAt === undefined ? [] : [{ code: 'validator', ...place, detail, dueAt: retryAt }])),
  );
  const isAsked = Object.values(candidates ?? {}).some(({ asks }) => asks !== undefined);
  if (idle === undefined || isAsked || again.length > 0) return again;
  return [{ code: idle.selection === undefined ? 'person' : 'selection', ...place, ...(idle.selection === undefined || idle.selection === '' ? {} : { detail: idle.selection }) }];
}
