import { auditHash, type AuditHead, type AuditRow, type AuditTraces, chainStart } from '../model/audit-row.ts';
import { present } from '../model/present.ts';
import type { AuditRepository } from '../ports/audit-repository.ts';

export interface AuditFault {
  /** `rewritten`: the rows fit each other, and not the head that was noted down with the last of them. */
  readonly kind: 'altered' | 'removed' | 'inserted' | 'cut' | 'rewritten';
  /** The first row it concerns; of removed ones the first that is missing. */
  readonly id: number;
  readonly message: string;
}

export interface AuditVerdict {
  readonly rows: number;
  readonly last?: AuditRow;
  readonly fault?: AuditFault;
}

const pageRows = 1000;

/**
 * Walks the log as it stood when it was asked for and answers the first row that does not fit the one before it, or the
 * head. Rows that are written meanwhile are for the next time.
 */
export async function verifyAudit(audit: Pick<AuditRepository, 'walk' | 'head' | 'traces'>): Promise<AuditVerdict> {
  // In this order: the traces are never ahead of the head.
  const traces = await audit.traces();
  const head = await audit.head();
  const wasWrittenSince = async ({ id }: AuditRow): Promise<boolean> => id > (head?.id ?? 0) && id <= ((await audit.head())?.id ?? 0);
  let [rows, last]: [number, AuditRow | undefined] = [0, undefined];
  walk: for (;;) {
    const page = await audit.walk({ limit: pageRows, ...(last === undefined ? {} : { after: last.id }) });
    for (const row of page) {
      if (await wasWrittenSince(row)) break walk;
      const fault = faultOf(row, last) ?? (head !== undefined && row.id > head.id ? inserted(row.id) : undefined) ?? faultOfNoted(row, traces);
      if (fault !== undefined) return present({ rows, last, fault });
      [rows, last] = [rows + 1, row];
    }
    if (page.length < pageRows) break;
  }
  return present({ rows, last, fault: faultOfEnd(head, rows, last) ?? faultOfTraces(traces, last) });
}

function faultOf(row: AuditRow, last: AuditRow | undefined): AuditFault | undefined {
  const prev = last?.hash ?? chainStart;
  if (row.id < 1) return inserted(row.id);
  if (auditHash(row) !== row.hash) return faultOfHash(row, last);
  const due = (last?.id ?? 0) + 1;
  // Ids have no gaps: where the chain fits over one, the head was set back with the rows.
  if (row.id > due) return removed(due, row.id - 1);
  if (row.prev === prev) return undefined;
  if (last === undefined) return altered(row.id);
  // It fits itself, and what it says of the row before it is true of the one before that, or was true of the one there.
  return row.prev === last.prev ? inserted(last.id) : altered(last.id);
}

/** A row that does not fit its own hash was changed, unless it only stands at another place than it was written for. */
function faultOfHash(row: AuditRow, last: AuditRow | undefined): AuditFault {
  if (auditHash({ ...row, id: row.id - 1 }) === row.hash && last !== undefined) return inserted(row.id - 1);
  if (auditHash({ ...row, id: row.id + 1 }) === row.hash) return removed(row.id, row.id);
  return altered(row.id);
}

function faultOfEnd(head: AuditHead | undefined, rows: number, last: AuditRow | undefined): AuditFault | undefined {
  if (head === undefined) return last === undefined ? undefined : { kind: 'rewritten', id: last.id, message: `What was noted down of row ${last.id}, the last one, is gone.` };
  if (last === undefined || last.id < head.id) {
    const from = (last?.id ?? 0) + 1;
    return { kind: 'cut', id: from, message: `The log ends before row ${from}; row ${head.id} was the last that was written.` };
  }
  if (last.hash !== head.hash) return { kind: 'rewritten', id: last.id, message: `Row ${last.id} has another hash than was noted down when it was written: it, or it and rows before it, were written anew.` };
  return rows === head.count ? undefined : { kind: 'rewritten', id: last.id, message: `There are ${rows} rows, and ${head.count} were written.` };
}

function faultOfNoted(row: AuditRow, { noted }: AuditTraces): AuditFault | undefined {
  if (noted?.id !== row.id || noted.hash === row.hash) return undefined;
  return { kind: 'rewritten', id: row.id, message: `Row ${row.id} has another hash than "${noted.file}" holds of it: it, or it and rows before it, were written anew.` };
}

function faultOfTraces({ highest = 0, noted }: AuditTraces, last: AuditRow | undefined): AuditFault | undefined {
  const from = (last?.id ?? 0) + 1;
  if (noted !== undefined && noted.id >= from) return { kind: 'cut', id: from, message: `The log ends before row ${from}; "${noted.file}" has row ${noted.id} noted down.` };
  return highest < from ? undefined : { kind: 'cut', id: from, message: `The log ends before row ${from}; row ${highest} was the last that was written.` };
}

function altered(id: number): AuditFault {
  return { kind: 'altered', id, message: `Row ${id} is not as it was written.` };
}

function inserted(id: number): AuditFault {
  return { kind: 'inserted', id, message: `Row ${id} was put in from outside.` };
}

function removed(from: number, to: number): AuditFault {
  return { kind: 'removed', id: from, message: from === to ? `Row ${from} is gone.` : `Rows ${from} to ${to} are gone.` };
}
