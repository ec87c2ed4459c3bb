import { knownPeople } from '../../model/caller.ts';
import { present } from '../../model/present.ts';
import type { ApprovalStanding } from '../../model/run-why.ts';
import type { RunState } from '../../model/run-state.ts';
import type { ApprovalState } from '../../model/run-waits.ts';

/** How the approvals asked for at a visit stand: how many answered, and who of those who can come in still may. */
export function approvalsAt(state: RunState, visit: string, people?: readonly string[]): readonly ApprovalStanding[] {
  return Object.values(state.approvals ?? {}).filter((approval) => approval.visit === visit).map((approval) => approvalStanding(state, approval, people));
}

/** How one approval stands. */
export function approvalStanding(state: RunState, { title, quorum, principals, bySelf, votes, transition }: ApprovalState, people: readonly string[] = knownPeople): ApprovalStanding {
  const starters = bySelf === true ? [] : [...(state.by === undefined ? [] : [state.by]), ...(state.fork?.by ?? [])];
  const voted = votes.map(({ by }) => by);
  const mayStill = (principals ?? people).filter((one) => !starters.includes(one) && !voted.includes(one));
  return {
    title,
    transition,
    quorum,
    answered: votes.length,
    starters: starters.filter((one) => principals?.includes(one) ?? true),
    voted,
    isPossible: votes.length + new Set(mayStill).size >= quorum,
    ...present({ named: principals === undefined ? undefined : [...mayStill] }),
  };
}
