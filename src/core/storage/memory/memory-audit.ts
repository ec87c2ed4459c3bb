import { type AuditEntry, type AuditRow, chainedRow, chainStart, interrupted } from '../../domain/model/audit-row.ts';
import type { AuditFilter, AuditRepository } from '../../domain/ports/audit-repository.ts';
import type { MemoryAudit } from './memory-state.ts';

/** Chains the entry to the row before it. */
export function appendAudit(audit: MemoryAudit, entry: AuditEntry): AuditRow {
  const row = structuredClone(chainedRow(entry, { id: Math.max(audit.rows.at(-1)?.id ?? 0, audit.head?.id ?? 0) + 1, prev: audit.head?.hash ?? chainStart }));
  audit.rows.push(row);
  audit.head = { count: (audit.head?.count ?? 0) + 1, id: row.id, hash: row.hash };
  return structuredClone(row);
}

export function createMemoryAudit(audit: MemoryAudit): AuditRepository {
  const { rows, begun } = audit;
  let notes = 0;
  return {
    async append(entry, note) {
      if (note !== undefined) begun.delete(note);
      return appendAudit(audit, entry);
    },
    async begin(entry) {
      notes += 1;
      begun.set(notes, structuredClone(entry));
      return notes;
    },
    async forget(note) {
      begun.delete(note);
    },
    async recover() {
      const left = [...begun.values()];
      begun.clear();
      return left.map((entry) => appendAudit(audit, interrupted(entry)));
    },
    async list({ before, limit, ...filter }) {
      const wanted = rows.filter((row) => (before === undefined || row.id < before) && isWanted(row, filter));
      return structuredClone(wanted.toReversed().slice(0, limit));
    },
    async walk({ after, limit, ...filter }) {
      const wanted = rows.filter((row) => (after === undefined || row.id > after) && isWanted(row, filter));
      return structuredClone(wanted.slice(0, limit));
    },
    head: async () => audit.head,
    traces: async () => ({}),
  };
}

function isWanted(row: AuditRow, { actor, operation, door, outcome, target, correlationId, since, until }: AuditFilter): boolean {
  return (
    (actor === undefined || actor === `${row.actor.kind}:${row.actor.id}`) &&
    (operation === undefined || (operation.includes('.') ? row.operation === operation : row.operation.startsWith(`${operation}.`))) &&
    (door === undefined || row.door === door) &&
    (outcome === undefined || (outcome === 'failed' ? row.outcome !== 'ok' : row.outcome === outcome)) &&
    (target === undefined || row.target === target) &&
    (correlationId === undefined || row.correlationId === correlationId) &&
    (since === undefined || row.at >= since) &&
    (until === undefined || row.at < until)
  );
}
