import { type AuditHead, type AuditRow, chainedRow, chainStart } from '../../domain/model/audit-row.ts';
import type { AuditFilter, AuditRepository } from '../../domain/ports/audit-repository.ts';

/** The audit log in `rows`. */
export function createMemoryAudit(rows: AuditRow[]): AuditRepository {
  const last = rows.at(-1);
  let noted: AuditHead | undefined = last === undefined ? undefined : { count: rows.length, id: last.id, hash: last.hash };
  return {
    async append(entry) {
      const row = structuredClone(chainedRow(entry, { id: Math.max(rows.at(-1)?.id ?? 0, noted?.id ?? 0) + 1, prev: noted?.hash ?? chainStart }));
      rows.push(row);
      noted = { count: (noted?.count ?? 0) + 1, id: row.id, hash: row.hash };
      return structuredClone(row);
    },
    async list({ before, limit, ...filter }) {
      const wanted = rows.filter((row) => (before === undefined || row.id < before) && isWanted(row, filter));
      return structuredClone(wanted.toReversed().slice(0, limit));
    },
    async walk({ after, limit, ...filter }) {
      const wanted = rows.filter((row) => (after === undefined || row.id > after) && isWanted(row, filter));
      return structuredClone(wanted.slice(0, limit));
    },
    head: async () => noted,
  };
}

function isWanted(row: AuditRow, { actor, operation, door, outcome, target, correlationId, since }: AuditFilter): boolean {
  return (
    (actor === undefined || actor === `${row.actor.kind}:${row.actor.id}`) &&
    (operation === undefined || (operation.includes('.') ? row.operation === operation : row.operation.startsWith(`${operation}.`))) &&
    (door === undefined || row.door === door) &&
    (outcome === undefined || (outcome === 'failed' ? row.outcome !== 'ok' : row.outcome === outcome)) &&
    (target === undefined || row.target === target) &&
    (correlationId === undefined || row.correlationId === correlationId) &&
    (since === undefined || row.at >= since)
  );
}
