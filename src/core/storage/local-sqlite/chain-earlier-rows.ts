import { chainedRow, chainStart } from '../../domain/model/audit-row.ts';
import { type AuditRecord, auditColumns, readAuditRecord } from './audit-records.ts';
import type { Connection } from './connection.ts';

const batch = 1000;

/** Chains the rows of an audit log from before it had a chain, in their order, and notes the last one down. */
export function chainEarlierRows(connection: Connection): void {
  const later = connection.prepare<AuditRecord>(`select ${auditColumns} from audit_log where id > @after order by id limit ${batch}`);
  const write = connection.prepare(`update audit_log set actor = @actor, target = @target, input = @input, correlation_id = @correlationId, prev = @prev, hash = @hash where id = @id`);
  let [count, after, prev] = [0, 0, chainStart];
  for (let rows = later.all({ after }); rows.length > 0; rows = later.all({ after })) {
    for (const record of rows) {
      const row = chainedRow(readAuditRecord(record), { id: record.id, prev });
      write.run({ id: row.id, prev, hash: row.hash, actor: `${row.actor.kind}:${row.actor.id}`, target: row.target ?? null, input: JSON.stringify(row.input), correlationId: row.correlationId });
      [count, after, prev] = [count + 1, row.id, row.hash];
    }
  }
  if (count > 0) connection.prepare(`insert into audit_head (one, count, id, hash) values (1, @count, @id, @hash)`).run({ count, id: after, hash: prev });
}
