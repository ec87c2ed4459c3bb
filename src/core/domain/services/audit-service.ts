import { toInstant } from '../model/instant.ts';
import { AppError } from '../model/errors.ts';
import type { AuditRepository, AuditRow } from '../ports/audit-repository.ts';
import type { AreaService } from './area-service.ts';

/** Who did what. Rows are written by dispatch; here they are only read. */
export function createAuditService({ audit }: { readonly audit: AuditRepository }): AreaService<'audit'> {
  return {
    async list({ operation, limit, after }) {
      const rows = await audit.list({
        limit: limit + 1,
        ...(operation === undefined ? {} : { operation }),
        ...(after === undefined ? {} : { before: rowNumber(after) }),
      });
      const items = rows.slice(0, limit).map(auditItem);
      const last = items.at(-1);
      return rows.length > limit && last !== undefined ? { items, next: String(last.id) } : { items };
    },
  };
}

function auditItem(row: AuditRow) {
  const { id, at, actor, door, operation, target, outcome, correlationId, input } = row;
  return { id, at: toInstant(at), actor: `${actor.kind}:${actor.id}`, door, operation, target, outcome, correlationId, input };
}

function rowNumber(after: string): number {
  const number = Number(after);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new AppError('input_invalid', `"${after}" does not continue a list of audit rows.`, { next: 'Pass the `next` of the page before.' });
}
