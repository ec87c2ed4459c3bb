import type { AuditEntry, AuditHead, AuditRow, AuditTraces } from '../model/audit-row.ts';

/** Which rows are wanted; a field left out asks for all. */
export interface AuditFilter {
  /** As it is written: `user:local`. */
  readonly actor?: string;
  /** A whole name, or an area with everything in it. */
  readonly operation?: string;
  readonly door?: string;
  /** `ok`, `failed` for everything else, or an error code. */
  readonly outcome?: string;
  readonly target?: string;
  readonly correlationId?: string;
  /** Epoch milliseconds. */
  readonly since?: number;
  /** Epoch milliseconds; rows of that moment are not wanted. */
  readonly until?: number;
}

/** Who did what. Only commands are audited. Rows are appended, and neither changed nor removed. */
export interface AuditRepository {
  /** Chains the entry to the row before it, in one transaction, in which the note `begun` of the command goes, too. */
  append(entry: AuditEntry, begun?: number): Promise<AuditRow>;
  /** Notes down, before a command does anything, that it was given; the answer names the note. */
  begin(entry: AuditEntry): Promise<number>;
  /** Takes a note back whose command is told of elsewhere. */
  forget(begun: number): Promise<void>;
  /** Makes rows of the notes that are left, `interrupted`: call it before anything is begun. */
  recover(): Promise<readonly AuditRow[]>;
  /** Newest first. */
  list(filter: AuditFilter & { readonly before?: number; readonly limit: number }): Promise<readonly AuditRow[]>;
  /** In the order they were written, from the row after the id `after`, or from the first. */
  walk(filter: AuditFilter & { readonly after?: number; readonly limit: number }): Promise<readonly AuditRow[]>;
  /** What was noted down with the last append; nothing before the first. */
  head(): Promise<AuditHead | undefined>;
  /** What is kept apart from the rows and the head. */
  traces(): Promise<AuditTraces>;
}
