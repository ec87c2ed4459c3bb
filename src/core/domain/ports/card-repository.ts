import type { Actor } from '../model/actor.ts';
import type { RunId, WorkflowId } from '../model/ids.ts';
import type { JsonObject } from '../model/json.ts';

/** A card shown to people; `id` is `<run id>:<visit>`. */
export interface CardRow {
  readonly id: string;
  readonly runId: RunId;
  readonly workflowId: WorkflowId;
  readonly visit: string;
  readonly nodeId: string;
  readonly title: string;
  /** The card with its templates rendered, as it was frozen when asked. */
  readonly card: JsonObject;
  readonly state: 'open' | 'submitted' | 'expired' | 'withdrawn';
  readonly requestedAt: number;
  readonly expiresAt?: number;
  readonly answeredAt?: number;
  readonly answeredBy?: Actor;
  readonly values?: JsonObject;
}

export interface CardRepository {
  get(id: string): Promise<CardRow | undefined>;
  list(filter: { readonly state?: CardRow['state']; readonly runId?: RunId; readonly limit: number }): Promise<readonly CardRow[]>;
}
