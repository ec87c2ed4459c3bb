import { approvalId, effectParts } from '../../model/effect-id.ts';
import type { FactPayloads } from '../../model/run-facts.ts';
import type { ApprovalInput } from '../../model/run-input.ts';
import type { ApprovalState } from '../../model/run-waits.ts';
import type { RunState } from '../../model/run-state.ts';
import { foldAsked } from './fold-verdict.ts';
import { setTimers } from './leave-visit.ts';
import { withApprovals } from './open-approvals.ts';
import { beginAct } from './wanted-effects.ts';

type Requested = FactPayloads['approval_requested'];

/** The state with people asked to approve a candidate. */
export function foldApprovalRequested(state: RunState, fact: Requested): RunState {
  const { visit, candidate, effect, title, text, quorum, principals, bySelf, requests, hash, expiresAt } = fact;
  const parts = effect === undefined ? undefined : effectParts(effect);
  const validator = candidate?.validator ?? (parts === undefined ? '' : `${parts.action}.${parts.n}`);
  const id = approvalId(visit, validator);
  const approval: ApprovalState = {
    id,
    visit,
    validator,
    transition: candidate?.transition ?? '',
    title,
    text,
    quorum,
    requests,
    hash,
    requestedAt: state.at,
    votes: [],
    ...(principals === undefined ? {} : { principals }),
    ...(bySelf === undefined ? {} : { bySelf }),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  };
  const asked = candidate === undefined ? beginAct(state, { effect: effect ?? '', beside: fact.beside }) : foldAsked(state, visit, candidate);
  return setTimers(withApprovals(asked, { ...asked.approvals, [id]: approval }), fact.timers);
}

/** The state with one more answer to an approval; what follows from it is decided after. */
export function foldVote(state: RunState, input: ApprovalInput): RunState {
  const id = approvalId(input.visit, input.validator);
  const approval = state.approvals?.[id];
  if (approval === undefined) return state;
  const vote = { by: input.by, decision: input.decision, at: state.at, ...(input.comment === undefined ? {} : { comment: input.comment }) };
  return withApprovals(state, { ...state.approvals, [id]: { ...approval, votes: [...approval.votes, vote] } });
}
