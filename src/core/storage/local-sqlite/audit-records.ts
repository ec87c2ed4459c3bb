import type { AuditRow } from '../../domain/model/audit-row.ts';
import { readActor, readJsonObject } from './stored-values.ts';

/** A row of the table, under the names of {@link auditColumns}. */
export interface AuditRecord {
  readonly id: number;
  readonly at: number;
  readonly actor: string;
  readonly door: string;
  readonly operation: string;
  readonly target: string | null;
  readonly input: string;
  readonly outcome: string;
  readonly reason: string | null;
  readonly correlationId: string;
  readonly prev: string;
  readonly hash: string;
}

export const auditColumns = 'id, at, actor, door, operation, target, input, outcome, reason, correlation_id as correlationId, prev, hash';

export function readAuditRecord({ target, reason, ...record }: AuditRecord): AuditRow {
  return { ...record, actor: readActor(record.actor), input: readJsonObject(record.input), ...(target === null ? {} : { target }), ...(reason === null ? {} : { reason }) };
}
