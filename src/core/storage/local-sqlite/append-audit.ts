import { type AuditEntry, type AuditHead, type AuditRow, chainedRow, chainStart } from '../../domain/model/audit-row.ts';
import type { Connection } from './connection.ts';
import { writeActor } from './stored-values.ts';

const insertRow = `
  insert into audit_log (id, at, actor, door, operation, target, input, outcome, reason, correlation_id, prev, hash)
  values (@id, @at, @actor, @door, @operation, @target, @input, @outcome, @reason, @correlationId, @prev, @hash)`;
const noteHead = `insert into audit_head (one, count, id, hash) values (1, @count, @id, @hash) on conflict (one) do update set count = excluded.count, id = excluded.id, hash = excluded.hash`;

/** Chains the entry to the row before it, within the open transaction. */
export function appendAudit(connection: Connection, entry: AuditEntry): AuditRow {
  const before = auditHead(connection);
  const last = highestAuditId(connection);
  // Whatever was put in or taken out since, no id is given twice and the chain goes on from the row it knows.
  const row = chainedRow(entry, { id: Math.max(last, before?.id ?? 0) + 1, prev: before?.hash ?? chainStart });
  connection.prepare(insertRow).run({ ...row, actor: writeActor(row.actor), target: row.target ?? null, reason: row.reason ?? null, input: JSON.stringify(row.input) });
  connection.prepare(noteHead).run({ count: (before?.count ?? 0) + 1, id: row.id, hash: row.hash });
  return row;
}

/** The highest id a row ever had, also of rows that are gone. */
export function highestAuditId(connection: Connection): number {
  return connection.prepare<{ readonly seq: number }>(`select seq from sqlite_sequence where name = 'audit_log'`).get()?.seq ?? 0;
}

export function auditHead(connection: Connection): AuditHead | undefined {
  return connection.prepare<AuditHead>(`select count, id, hash from audit_head`).get();
}
