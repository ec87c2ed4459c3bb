import type { RunId, WorkflowId } from '../../model/ids.ts';
import { nodeOf } from '../../model/region-path.ts';
import type { VerdictNote } from '../../model/run-facts.ts';
import type { DecidedFact } from '../../model/run-facts.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { ApprovalState } from '../../model/run-waits.ts';
import type { RunState } from '../../model/run-state.ts';
import type { ApprovalRow } from '../../ports/approval-repository.ts';

/** The step a change of approvals is read from. */
export interface ApprovalStep {
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly before: RunState | undefined;
  readonly after: RunState;
  readonly input?: RunInput | undefined;
  readonly facts: readonly DecidedFact[];
  readonly at: number;
}

/** Approvals the step asked for, or that were answered or closed in it, as they are now; undefined when there are none. */
export function approvalChanges(step: ApprovalStep): readonly ApprovalRow[] | undefined {
  if (step.before?.approvals === step.after.approvals) return undefined;
  const before = step.before?.approvals ?? {};
  const after = step.after.approvals ?? {};
  const open = Object.values(after).filter((approval) => before[approval.id] !== approval).map((approval) => rowOf(step, approval));
  const closed = Object.values(before).filter(({ id }) => after[id] === undefined).map((approval) => closedRow(step, approval));
  return open.length + closed.length === 0 ? undefined : [...closed, ...open];
}

/** The id people answer an approval by. */
export function approvalRowId(runId: RunId, approval: string): string {
  return `${runId}:${approval}`;
}

function rowOf({ runId, workflowId }: ApprovalStep, approval: ApprovalState): ApprovalRow {
  const { id, bySelf: _, ...rest } = approval;
  return { ...rest, id: approvalRowId(runId, id), runId, workflowId, nodeId: nodeOf(approval.visit), state: 'open' };
}

/** With the answer that closed it, which the state has forgotten with the approval. */
function closedRow(step: ApprovalStep, approval: ApprovalState): ApprovalRow {
  const { input, at } = step;
  const isAnswer = input?.type === 'approval' && input.visit === approval.visit && input.validator === approval.validator;
  const votes = isAnswer ? [...approval.votes, { by: input.by, decision: input.decision, at, ...(input.comment === undefined ? {} : { comment: input.comment }) }] : approval.votes;
  return { ...rowOf(step, approval), votes, state: howClosed(step, approval), closedAt: at };
}

function howClosed({ facts }: ApprovalStep, { visit, validator }: ApprovalState): ApprovalRow['state'] {
  const verdicts = facts.flatMap((fact): readonly VerdictNote[] => fact.payload.verdicts ?? []);
  const said = verdicts.find((note) => note.visit === visit && note.validator === validator)?.verdict;
  if (said === 'passed') return 'approved';
  if (said === 'failed') return 'rejected';
  return said === 'expired' ? 'expired' : 'withdrawn';
}
