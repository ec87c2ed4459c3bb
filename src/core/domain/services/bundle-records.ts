import { auditText as textOfRow, type AuditRow } from '../model/audit-row.ts';
import type { JsonObject } from '../model/json.ts';
import type { LogLine } from '../model/log-line.ts';
import { present } from '../model/present.ts';
import type { AuditRepository } from '../ports/audit-repository.ts';
import type { RunRow } from '../ports/workflow-run-repository.ts';
import type { BundleDeps } from './bundle-deps.ts';
import { runLines } from './run-lines.ts';

/** Rows may hold large values, and a page of them is in memory at once. */
const journalPage = 50;

/** The journal up to where the run stands, a line for each row, as every door shows it. */
export async function* journalLines({ loader, redaction }: Pick<BundleDeps, 'loader' | 'redaction'>, row: RunRow, signal: AbortSignal): AsyncGenerator<string, void, void> {
  for (let after = 0; after < row.seq; ) {
    signal.throwIfAborted();
    const lines = runLines(row, await loader.events(row.id, { after, limit: Math.min(journalPage, row.seq - after) }));
    const last = lines.at(-1)?.seq;
    // Retention took them.
    if (last === undefined) return;
    for (const line of lines) yield `${JSON.stringify(redaction.facts(present(line)))}\n`;
    after = last;
  }
}

/** Log lines are found from the end and told from the beginning; of more than these the newest are told. */
const mostLines = 20_000;

/** What the program's log says about the run. */
export function logLines({ logBook, redaction }: Pick<BundleDeps, 'logBook' | 'redaction'>, { id }: RunRow): readonly string[] {
  const found: LogLine[] = [];
  for (const { line } of logBook.newest()) if (line.runId === id && found.push(line) === mostLines) break;
  return found.toReversed().map((line) => `${JSON.stringify(redaction.facts(JSON.parse(JSON.stringify(line)) as JsonObject))}\n`);
}

const auditPage = 1000;

/** What was commanded of the run, its cards and its approvals. That somebody packed it changes nothing of it and is left out. */
export async function auditText(audit: Pick<AuditRepository, 'walk'>, targets: readonly string[], clean: (facts: JsonObject) => JsonObject): Promise<string> {
  const rows = new Map<number, AuditRow>();
  for (const target of targets) {
    for (let after = 0; ; ) {
      const page = await audit.walk({ target, after, limit: auditPage });
      for (const row of page) if (row.operation !== 'artifacts.bundle') rows.set(row.id, row);
      const last = page.at(-1);
      if (last === undefined || page.length < auditPage) break;
      after = last.id;
    }
  }
  const told = [...rows.values()].toSorted((left, right) => left.id - right.id).map((row) => clean({ ...(JSON.parse(textOfRow(row)) as JsonObject), hash: row.hash }));
  return `${JSON.stringify({ rows: told }, null, 2)}\n`;
}
