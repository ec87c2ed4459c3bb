import type { RunId } from '../../domain/model/ids.ts';
import type { CommitAnswer } from '../../domain/ports/run-commit.ts';
import type { ReleaseRun } from '../../domain/ports/workflow-data-port.ts';
import type { MemoryState } from './memory-state.ts';

/** Marks a run as handed out: its rows stay to be read, and nothing of it fires or can be answered here any more. */
export function releaseRun(state: MemoryState, { runId, epoch, expectedSeq, at }: ReleaseRun): CommitAnswer {
  if (epoch !== state.epoch) return { kind: 'fenced', epoch: state.epoch };
  const run = state.runs.get(runId);
  if (run?.row.seq !== expectedSeq || run.row.releasedAt !== undefined) return { kind: 'conflict', seq: run?.row.seq ?? 0 };
  run.row = { ...run.row, releasedAt: at };
  run.timers.clear();
  for (const card of state.cards.values()) if (card.runId === runId && card.state === 'open') state.cards.set(card.id, { ...card, state: 'withdrawn', closedAt: at });
  for (const approval of state.approvals.values()) if (approval.runId === runId && approval.state === 'open') state.approvals.set(approval.id, { ...approval, state: 'withdrawn', closedAt: at });
  return { kind: 'committed', seq: expectedSeq };
}

/** Removes a run with everything only it has. Answers whether there was one. */
export function purgeRun(state: MemoryState, { runId, epoch }: { readonly runId: RunId; readonly epoch: number }): boolean {
  const row = state.runs.get(runId)?.row;
  if (epoch !== state.epoch || row === undefined) return false;
  state.runs.delete(runId);
  state.startKeys.set(row.startKey, { runId, startedAt: row.startedAt });
  for (const card of [...state.cards.values()]) {
    if (card.runId !== runId) continue;
    state.cards.delete(card.id);
    state.cardNotes.delete(card.id);
  }
  for (const approval of [...state.approvals.values()]) if (approval.runId === runId) state.approvals.delete(approval.id);
  for (const test of [...state.tests.values()]) if (test.runId === runId) state.tests.delete(test.id);
  for (const artifact of [...state.artifacts.values()]) if (artifact.runId === runId) state.artifacts.delete(artifact.id);
  for (const [key, effect] of [...state.documentEffects]) if (effect.runId === runId) state.documentEffects.delete(key);
  state.looseEnds.splice(0, state.looseEnds.length, ...state.looseEnds.filter((end) => end.runId !== runId));
  return true;
}
