import type { AuditRepository } from '../../../domain/ports/audit-repository.ts';
import type { Connection } from '../connection.ts';
import type { Writer } from '../writer.ts';
import { readActor, readJsonObject, writeActor } from '../stored-values.ts';

interface AuditRecord {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly door: string;
  readonly operation: string;
  readonly target: string | null;
  readonly input: string;
  readonly outcome: string;
  readonly correlationId: string;
}

export function createAuditRepository(connection: Connection, writer: Writer): AuditRepository {
  return {
    async append(row) {
      await writer.run(() =>
        connection
          .prepare(
            `insert into audit_log (at, actor, door, operation, target, input, outcome, correlation_id)
             values (@at, @actor, @door, @operation, @target, @input, @outcome, @correlationId)`,
          )
          .run({ ...row, actor: writeActor(row.actor), target: row.target ?? null, input: JSON.stringify(row.input) }),
      );
    },
    async list({ before, limit, operation }) {
      const conditions = [...(before === undefined ? [] : ['id < @before']), ...(operation === undefined ? [] : ['operation = @operation'])];
      const records = connection.read(() =>
        connection
          .prepare<AuditRecord>(
            `select id, at, actor, door, operation, target, input, outcome, correlation_id as correlationId
             from audit_log
             where ${conditions.join(' and ') || 'true'}
             order by id desc
             limit @limit`,
          )
          .all({ limit, ...(before === undefined ? {} : { before }), ...(operation === undefined ? {} : { operation }) }),
      );
      return records.map(({ target, ...record }) => ({
        ...record,
        actor: readActor(record.actor),
        input: readJsonObject(record.input),
        ...(target === null ? {} : { target }),
      }));
    },
  };
}
