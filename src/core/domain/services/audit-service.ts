import type { AuditRow } from '../model/audit-row.ts';
import { AppError } from '../model/errors.ts';
import { toInstant } from '../model/instant.ts';
import { present } from '../model/present.ts';
import type { AuditItem } from '../operations/audit.ts';
import type { AuditFilter, AuditRepository } from '../ports/audit-repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { WorkflowEventPublisher } from '../ports/workflow-event-publisher.ts';
import type { AreaService } from './area-service.ts';
import { exportAudit } from './export-audit.ts';
import { momentOf } from './moment-of.ts';
import { verifyAudit } from './verify-audit.ts';

export interface AuditServiceDeps {
  readonly audit: AuditRepository;
  readonly publisher: Pick<WorkflowEventPublisher, 'subscribe'>;
  readonly clock: Pick<Clock, 'now'>;
}

const pageRows = 500;

/** Who did what. Rows are written by dispatch; here they are only read. */
export function createAuditService({ audit, publisher, clock }: AuditServiceDeps): AreaService<'audit'> {
  const asked = (question: Question): AuditFilter => filterOf(question, clock.now());
  return {
    async list({ limit, after, ...question }) {
      const rows = await audit.list({ ...asked(question), limit: limit + 1, ...(after === undefined ? {} : { before: rowNumber(after) }) });
      const items = rows.slice(0, limit).map(auditItem);
      const last = items.at(-1);
      return rows.length > limit && last !== undefined ? { items, next: String(last.id) } : { items };
    },
    async *tail({ rows, ...question }, { signal }) {
      const filter = asked(question);
      const written = publisher.subscribe(['audit:appended'], { signal });
      const newest = (await audit.list({ limit: 1 }))[0]?.id ?? 0;
      const last = rows === 0 ? [] : await audit.list({ ...filter, limit: rows, before: newest + 1 });
      yield* last.toReversed().map(auditItem);
      let after = newest;
      for await (const _ of written) {
        for (let page = await audit.walk({ ...filter, after, limit: pageRows }); page.length > 0; page = await audit.walk({ ...filter, after, limit: pageRows })) {
          after = page.at(-1)?.id ?? after;
          yield* page.map(auditItem);
        }
      }
    },
    async verify({ id, hash }) {
      const { rows, last, fault } = await verifyAudit(audit);
      const noted = fault ?? (await faultOfNoted(audit, { id, hash }));
      const head = last === undefined ? undefined : { count: rows, id: last.id, hash: last.hash };
      return { intact: noted === undefined, rows, ...present({ head, fault: noted }) };
    },
    export: ({ format, ...question }) => exportAudit(audit, asked(question), format),
  };
}

/** A row that somebody noted down elsewhere, where nobody who changes the whole log can change it. */
async function faultOfNoted(audit: AuditRepository, { id, hash }: { readonly id: number | undefined; readonly hash: string | undefined }) {
  if (id === undefined && hash === undefined) return undefined;
  if (id === undefined || hash === undefined) throw new AppError('input_invalid', 'A row to check against has an id and a hash.', { next: 'Give both, as `audit verify` told them.', data: { field: id === undefined ? 'id' : 'hash' } });
  const [row] = await audit.walk({ after: id - 1, limit: 1 });
  if (row?.id !== id) return { kind: 'cut' as const, id, message: `Row ${id}, whose hash was noted down, is not there.` };
  return row.hash === hash ? undefined : { kind: 'rewritten' as const, id, message: `Row ${id} has another hash than the one noted down: it, or it and rows before it, were written anew.` };
}

interface Question {
  readonly actor?: string | undefined;
  readonly operation?: string | undefined;
  readonly door?: string | undefined;
  readonly outcome?: string | undefined;
  readonly target?: string | undefined;
  readonly correlation?: string | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

function filterOf({ correlation, since, until, ...filter }: Question, now: number): AuditFilter {
  return present({ ...filter, correlationId: correlation, since: since === undefined ? undefined : momentOf('since', since, now), until: until === undefined ? undefined : momentOf('until', until, now) });
}

function auditItem({ id, at, actor, door, operation, target, outcome, reason, correlationId, input, hash }: AuditRow): AuditItem {
  return { id, at: toInstant(at), actor: `${actor.kind}:${actor.id}`, door, operation, outcome, correlationId, input, hash, ...present({ target, reason }) };
}

function rowNumber(after: string): number {
  const number = Number(after);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new AppError('input_invalid', `"${after}" does not continue a list of audit rows.`, { next: 'Pass the `next` of the page before.' });
}
