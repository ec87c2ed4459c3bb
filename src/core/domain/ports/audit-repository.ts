import type { AuditEntry, AuditHead, AuditRow } from '../model/audit-row.ts';

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
}

/** Who did what. Only commands are audited. Rows are appended, and neither changed nor removed. */
export interface AuditRepository {
  /** Chains the entry to the row before it, in one transaction. */
  append(entry: AuditEntry): Promise<AuditRow>;
  /** Newest first. */
  list(filter: AuditFilter & { readonly before?: number; readonly limit: number }): Promise<readonly AuditRow[]>;
  /** In the order they were written, from the row after the id `after`, or from the first. */
  walk(filter: AuditFilter & { readonly after?: number; readonly limit: number }): Promise<readonly AuditRow[]>;
  /** What was noted down with the last append; nothing before the first. */
  head(): Promise<AuditHead | undefined>;
}
