import type { RunId, WorkflowId } from '../model/ids.ts';
import type { ApprovedRequest } from '../model/run-facts.ts';
import type { Vote } from '../model/run-waits.ts';

/** What people are asked to approve; `id` is `<run id>:<visit>/<validator>`. */
export interface ApprovalRow {
  readonly id: string;
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly visit: string;
  readonly nodeId: string;
  readonly validator: string;
  readonly transition: string;
  readonly title: string;
  readonly text: string;
  readonly quorum: number;
  readonly principals?: readonly string[];
  readonly requests: readonly ApprovedRequest[];
  /** An answer names it. */
  readonly hash: string;
  readonly state: 'open' | 'approved' | 'rejected' | 'expired' | 'withdrawn';
  readonly requestedAt: number;
  readonly expiresAt?: number;
  readonly closedAt?: number;
  readonly votes: readonly Vote[];
}

export interface ApprovalRepository {
  get(id: string): Promise<ApprovalRow | undefined>;
  /** The last asked first. `after` continues behind that approval, whatever became of it. */
  list(filter: { readonly state?: ApprovalRow['state']; readonly runId?: RunId; readonly after?: string; readonly limit: number }): Promise<readonly ApprovalRow[]>;
}
