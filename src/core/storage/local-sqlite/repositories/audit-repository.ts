import { type AuditHead, chainedRow, chainStart } from '../../../domain/model/audit-row.ts';
import type { AuditFilter, AuditRepository } from '../../../domain/ports/audit-repository.ts';
import { type AuditRecord, auditColumns, readAuditRecord } from '../audit-records.ts';
import type { Connection } from '../connection.ts';
import { writeActor } from '../stored-values.ts';
import type { Writer } from '../writer.ts';

export function createAuditRepository(connection: Connection, writer: Writer): AuditRepository {
  const head = (): AuditHead | undefined => connection.prepare<AuditHead>(`select count, id, hash from audit_head`).get();
  const read = (sql: string, parameters: { readonly [name: string]: string | number }) =>
    connection.read(() => connection.prepare<AuditRecord>(sql).all(parameters)).map(readAuditRecord);
  return {
    append: (entry) =>
      writer.run(() => {
        const before = head();
        const last = connection.prepare<{ readonly seq: number }>(`select seq from sqlite_sequence where name = 'audit_log'`).get()?.seq ?? 0;
        // Whatever was put in or taken out since, no id is given twice and the chain goes on from the row it knows.
        const row = chainedRow(entry, { id: Math.max(last, before?.id ?? 0) + 1, prev: before?.hash ?? chainStart });
        connection
          .prepare(
            `insert into audit_log (id, at, actor, door, operation, target, input, outcome, reason, correlation_id, prev, hash)
             values (@id, @at, @actor, @door, @operation, @target, @input, @outcome, @reason, @correlationId, @prev, @hash)`,
          )
          .run({ ...row, actor: writeActor(row.actor), target: row.target ?? null, reason: row.reason ?? null, input: JSON.stringify(row.input) });
        connection
          .prepare(`insert into audit_head (one, count, id, hash) values (1, @count, @id, @hash) on conflict (one) do update set count = excluded.count, id = excluded.id, hash = excluded.hash`)
          .run({ count: (before?.count ?? 0) + 1, id: row.id, hash: row.hash });
        return row;
      }),
    list: async ({ before, limit, ...filter }) => {
      const { conditions, parameters } = asked(filter, before === undefined ? {} : { before: ['id < @before', before] });
      return read(`select ${auditColumns} from audit_log where ${conditions} order by id desc limit @limit`, { ...parameters, limit });
    },
    walk: async ({ after, limit, ...filter }) => {
      const { conditions, parameters } = asked(filter, after === undefined ? {} : { after: ['id > @after', after] });
      return read(`select ${auditColumns} from audit_log where ${conditions} order by id limit @limit`, { ...parameters, limit });
    },
    head: async () => connection.read(head),
  };
}

type Condition = readonly [sql: string, value: string | number];

function asked({ actor, operation, door, outcome, target, correlationId, since }: AuditFilter, place: { readonly [name: string]: Condition }): { readonly conditions: string; readonly parameters: { readonly [name: string]: string | number } } {
  const wanted: { readonly [name: string]: Condition | undefined } = {
    ...place,
    actor: actor === undefined ? undefined : ['actor = @actor', actor],
    operation: operation === undefined ? undefined : operation.includes('.') ? ['operation = @operation', operation] : [`operation like @operation escape '\\'`, `${operation.replaceAll(/[\\%_]/gu, String.raw`\$&`)}.%`],
    door: door === undefined ? undefined : ['door = @door', door],
    outcome: outcome === undefined ? undefined : outcome === 'failed' ? [`outcome <> 'ok' and @outcome <> ''`, outcome] : ['outcome = @outcome', outcome],
    target: target === undefined ? undefined : ['target = @target', target],
    correlationId: correlationId === undefined ? undefined : ['correlation_id = @correlationId', correlationId],
    since: since === undefined ? undefined : ['at >= @since', since],
  };
  const given = Object.entries(wanted).flatMap(([name, condition]) => (condition === undefined ? [] : [[name, ...condition] as const]));
  return { conditions: given.map(([, sql]) => sql).join(' and ') || 'true', parameters: Object.fromEntries(given.map(([name, , value]) => [name, value])) };
}
