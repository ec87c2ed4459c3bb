import type { Actor } from '../model/actor.ts';
import type { JsonObject } from '../model/json.ts';

/** Who did what. Only commands are audited; `input` holds no secret and no large value. */
export interface AuditRow {
  readonly id: number;
  readonly at: number;
  readonly actor: Actor;
  readonly door: string;
  readonly operation: string;
  readonly target?: string;
  readonly input: JsonObject;
  readonly outcome: string;
  readonly correlationId: string;
}

export interface AuditRepository {
  append(row: Omit<AuditRow, 'id'>): Promise<void>;
  /** Newest first. */
  list(filter: { readonly before?: number; readonly limit: number; readonly operation?: string }): Promise<readonly AuditRow[]>;
}
