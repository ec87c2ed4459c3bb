import { present } from '../../../domain/model/present.ts';
import type { ApprovalRepository, ApprovalRow } from '../../../domain/ports/approval-repository.ts';
import type { Connection } from '../connection.ts';

interface ApprovalRecord extends Omit<ApprovalRow, 'principals' | 'requests' | 'expiresAt' | 'closedAt' | 'votes'> {
  readonly principals: string | null;
  readonly requests: string;
  readonly expiresAt: number | null;
  readonly closedAt: number | null;
  readonly votes: string;
}

const selection = `
  select id, run_id as runId, workflow_id as workflowId, visit, node_id as nodeId, validator, transition, title, text, quorum, principals, requests,
    hash, state, requested_at as requestedAt, expires_at as expiresAt, closed_at as closedAt, votes
  from approvals`;

export function createApprovalRepository(connection: Connection): ApprovalRepository {
  return {
    async get(id) {
      const record = connection.read(() => connection.prepare<ApprovalRecord>(`${selection} where id = @id`).get({ id }));
      return record === undefined ? undefined : toRow(record);
    },
    async list({ state, runId, after, limit }) {
      const conditions = [
        ...(state === undefined ? [] : ['state = @state']),
        ...(runId === undefined ? [] : ['run_id = @runId']),
        ...(after === undefined ? [] : ['(requested_at, id) < (select requested_at, id from approvals where id = @after)']),
      ];
      const records = connection.read(() =>
        connection
          .prepare<ApprovalRecord>(`${selection} where ${conditions.join(' and ') || 'true'} order by requested_at desc, id desc limit @limit`)
          .all({ limit, ...present({ state, runId, after }) }),
      );
      return records.map(toRow);
    },
  };
}

/** Part of a run's commit: the approval as it is after the batch. */
export function writeApproval(connection: Connection, row: ApprovalRow): void {
  connection
    .prepare(
      `insert into approvals (id, run_id, workflow_id, visit, node_id, validator, transition, title, text, quorum, principals, requests, hash, state,
         requested_at, expires_at, closed_at, votes)
       values (@id, @runId, @workflowId, @visit, @nodeId, @validator, @transition, @title, @text, @quorum, @principals, @requests, @hash, @state,
         @requestedAt, @expiresAt, @closedAt, @votes)
       on conflict (id) do update
       set title = excluded.title, text = excluded.text, quorum = excluded.quorum, principals = excluded.principals, requests = excluded.requests,
         hash = excluded.hash, state = excluded.state, requested_at = excluded.requested_at, expires_at = excluded.expires_at,
         closed_at = excluded.closed_at, votes = excluded.votes`,
    )
    .run({
      id: row.id, runId: row.runId, workflowId: row.workflowId, visit: row.visit, nodeId: row.nodeId, validator: row.validator, transition: row.transition,
      title: row.title, text: row.text, quorum: row.quorum, principals: row.principals === undefined ? null : JSON.stringify(row.principals),
      requests: JSON.stringify(row.requests), hash: row.hash, state: row.state, requestedAt: row.requestedAt, expiresAt: row.expiresAt ?? null,
      closedAt: row.closedAt ?? null, votes: JSON.stringify(row.votes),
    });
}

function toRow({ principals, requests, expiresAt, closedAt, votes, ...record }: ApprovalRecord): ApprovalRow {
  // The columns hold what `writeApproval` wrote, so that they have its shapes.
  return {
    ...record,
    requests: JSON.parse(requests) as ApprovalRow['requests'],
    votes: JSON.parse(votes) as ApprovalRow['votes'],
    ...(principals === null ? {} : { principals: JSON.parse(principals) as readonly string[] }),
    ...(expiresAt === null ? {} : { expiresAt }),
    ...(closedAt === null ? {} : { closedAt }),
  };
}
