import { type AuditRow, auditText } from '../model/audit-row.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import { neutraliseFormulas } from '../model/formula-cells.ts';
import { toInstant } from '../model/instant.ts';
import type { AuditFilter, AuditRepository } from '../ports/audit-repository.ts';

const pageRows = 1000;

/**
 * The log with its chain, in the order it was written. A JSON line is the canonical text of a row with its `hash`: without
 * it, and hashed by any other program, the line gives that hash. CSV is for reading; its chain columns are the same.
 */
export async function exportAudit(audit: Pick<AuditRepository, 'walk'>, filter: AuditFilter, format: 'jsonl' | 'csv') {
  const rows: AuditRow[] = [];
  for (let page = await audit.walk({ ...filter, limit: pageRows }); page.length > 0; page = await audit.walk({ ...filter, after: page.at(-1)?.id ?? 0, limit: pageRows })) rows.push(...page);
  const text = format === 'csv' ? csv(rows) : rows.map((row) => `${lineOf(row)}\n`).join('');
  return { name: `audit.${format}`, mediaType: format === 'csv' ? 'text/csv' : 'application/jsonl', rows: rows.length, text };
}

function lineOf(row: AuditRow): string {
  return canonicalJson({ ...(JSON.parse(auditText(row)) as { readonly [field: string]: string }), hash: row.hash });
}

const columns = ['id', 'at', 'actor', 'door', 'operation', 'target', 'outcome', 'reason', 'correlationId', 'input', 'prev', 'hash'];

function csv(rows: readonly AuditRow[]): string {
  const cells = rows.map(({ id, at, actor, door, operation, target = '', outcome, reason = '', correlationId, input, prev, hash }) => [String(id), toInstant(at), `${actor.kind}:${actor.id}`, door, operation, target, outcome, reason, correlationId, canonicalJson(input), prev, hash]);
  const table = neutraliseFormulas({ columns, rows: cells }, new Set());
  return [table.columns, ...table.rows].map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(cell: string): string {
  return /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
