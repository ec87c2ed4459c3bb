import { approvalId } from '../../../model/effect-id.ts';
import type { ErrorWire } from '../../../model/errors.ts';
import type { ApprovalInput } from '../../../model/run-input.ts';
import type { ApprovalState } from '../../../model/run-waits.ts';
import type { RunState } from '../../../model/run-state.ts';
import { isBlocked } from '../is-blocked.ts';
import type { Meeting } from './meeting.ts';
import { refuse } from './refusal.ts';

/** Why an answer to an approval is not taken; undefined when it is. It says what its giver saw, and stands for nothing else. */
export function acceptApproval({ state, at }: Meeting, input: ApprovalInput): ErrorWire | undefined {
  const approval = state.approvals?.[approvalId(input.visit, input.validator)];
  // A pause holds deadlines back, and with them the end of the time to answer.
  const isLate = approval?.expiresAt !== undefined && (state.pause?.at ?? at) >= approval.expiresAt;
  if (approval === undefined || isLate) return tooLateToApprove(input);
  if (isBlocked(state, input.visit)) return refuse('precondition_failed', 'blocked', { message: `The approval at ${input.visit} waits for an incident to be resolved.`, next: 'Resolve the incident first.' });
  if (approval.hash !== input.hash) {
    return refuse('precondition_failed', 'approval_void', { message: `What is asked at ${input.visit} is no longer what this answer is about.`, next: 'Look at the approval again, and answer what it asks now.', data: { hash: approval.hash } });
  }
  return whyNot(state, approval, input);
}

/** The answer to whoever approves what nobody is asked for any more. */
export function tooLateToApprove({ visit, validator }: Pick<ApprovalInput, 'visit' | 'validator'>): ErrorWire {
  return refuse('precondition_failed', 'stale', { message: `Nobody is asked any more to approve ${validator} at ${visit}.`, next: 'List the open approvals and answer one of them.' });
}

function whyNot(state: RunState, approval: ApprovalState, { by }: ApprovalInput): ErrorWire | undefined {
  if ((state.by === by || state.fork?.by?.includes(by) === true) && approval.bySelf !== true) {
    return refuse('access_denied', 'self_approval', { message: `${by} started the run${state.by === by ? '' : ' as a fork'} and does not approve it.`, next: 'Let somebody else answer. Where there is nobody else, an administrator takes the transition whatever its validators say, or the run is stopped.' });
  }
  if (approval.principals !== undefined && !approval.principals.includes(by)) {
    return refuse('access_denied', 'not_principal', { message: `${by} is not among those who may answer.`, next: `Let one of them answer: ${approval.principals.join(', ')}.` });
  }
  if (approval.votes.some((vote) => vote.by === by)) return refuse('already_answered', 'answered', { message: `${by} has answered already.`, next: 'Let others answer, where more are asked.' });
  const isSettled = approval.votes.length >= approval.quorum || approval.votes.some(({ decision }) => decision === 'reject');
  return isSettled ? refuse('already_answered', 'answered', { message: 'Enough people have answered already.', next: 'Look at the run to see where it went.' }) : undefined;
}
