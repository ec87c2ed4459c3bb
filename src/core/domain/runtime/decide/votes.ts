import type { ApprovalState } from '../../model/run-waits.ts';

/** What the answers to an approval come to; undefined while more must come. One rejection refuses. */
export function verdictOfVotes({ votes, quorum }: ApprovalState): { readonly ok: boolean; readonly detail?: string } | undefined {
  const rejected = votes.find(({ decision }) => decision === 'reject');
  if (rejected !== undefined) return { ok: false, detail: `${rejected.by} rejected it${rejected.comment === undefined ? '' : `: ${rejected.comment}`}` };
  return votes.length >= quorum ? { ok: true } : undefined;
}
