import { type AuditEntry, interrupted } from '../../../domain/model/audit-row.ts';
import type { AuditFilter, AuditRepository } from '../../../domain/ports/audit-repository.ts';
import { appendAudit, auditHead, highestAuditId } from '../append-audit.ts';
import { type AuditRecord, auditColumns, readAuditRecord } from '../audit-records.ts';
import type { Connection } from '../connection.ts';
import type { NotedHead } from '../noted-head.ts';
import type { Writer } from '../writer.ts';

export function createAuditRepository(connection: Connection, writer: Writer, noted: NotedHead): AuditRepository {
  const holds = ({ id, hash }: { readonly id: number; readonly hash: string }): boolean => connection.read(() => connection.prepare<{ readonly hash: string }>(`select hash from audit_log where id = @id`).get({ id }))?.hash === hash;
  const read = (sql: string, parameters: { readonly [name: string]: string | number }) =>
    connection.read(() => connection.prepare<AuditRecord>(sql).all(parameters)).map(readAuditRecord);
  return {
    append: async (entry, begun) => {
      const row = await writer.run(() => {
        if (begun !== undefined) connection.prepare(`delete from audit_begun where id = ?`).run(begun);
        return appendAudit(connection, entry);
      });
      noted.write(row, holds);
      return row;
    },
    begin: (entry) => writer.run(() => Number(connection.prepare(`insert into audit_begun (entry) values (?)`).run(JSON.stringify(entry)).lastInsertRowid)),
    forget: (begun) => writer.run(() => { connection.prepare(`delete from audit_begun where id = ?`).run(begun); }),
    recover: () =>
      writer.run(() => {
        const left = connection.prepare<{ readonly entry: string }>(`select entry from audit_begun order by id`).all();
        connection.prepare(`delete from audit_begun`).run();
        return left.map(({ entry }) => appendAudit(connection, interrupted(JSON.parse(entry) as AuditEntry)));
      }),
    list: async ({ before, limit, ...filter }) => {
      const { conditions, parameters } = asked(filter, before === undefined ? {} : { before: ['id < @before', before] });
      return read(`select ${auditColumns} from audit_log where ${conditions} order by id desc limit @limit`, { ...parameters, limit });
    },
    walk: async ({ after, limit, ...filter }) => {
      const { conditions, parameters } = asked(filter, after === undefined ? {} : { after: ['id > @after', after] });
      return read(`select ${auditColumns} from audit_log where ${conditions} order by id limit @limit`, { ...parameters, limit });
    },
    head: async () => connection.read(() => auditHead(connection)),
    traces: async () => {
      const [row, highest] = [noted.read(), connection.read(() => highestAuditId(connection))];
      return { highest, ...(row === undefined ? {} : { noted: { ...row, file: noted.file } }) };
    },
  };
}

type Condition = readonly [sql: string, value: string | number];

function asked({ actor, operation, door, outcome, target, correlationId, since, until }: AuditFilter, place: { readonly [name: string]: Condition }): { readonly conditions: string; readonly parameters: { readonly [name: string]: string | number } } {
  const wanted: { readonly [name: string]: Condition | undefined } = {
    ...place,
    actor: actor === undefined ? undefined : ['actor = @actor', actor],
    operation: operation === undefined ? undefined : operation.includes('.') ? ['operation = @operation', operation] : [`operation like @operation escape '\\'`, `${operation.replaceAll(/[\\%_]/gu, String.raw`\$&`)}.%`],
    door: door === undefined ? undefined : ['door = @door', door],
    outcome: outcome === undefined ? undefined : outcome === 'failed' ? [`outcome <> 'ok' and @outcome <> ''`, outcome] : ['outcome = @outcome', outcome],
    target: target === undefined ? undefined : ['target = @target', target],
    correlationId: correlationId === undefined ? undefined : ['correlation_id = @correlationId', correlationId],
    since: since === undefined ? undefined : ['at >= @since', since],
    until: until === undefined ? undefined : ['at < @until', until],
  };
  const given = Object.entries(wanted).flatMap(([name, condition]) => (condition === undefined ? [] : [[name, ...condition] as const]));
  return { conditions: given.map(([, sql]) => sql).join(' and ') || 'true', parameters: Object.fromEntries(given.map(([name, , value]) => [name, value])) };
}
