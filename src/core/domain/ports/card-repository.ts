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
  /** When it expired or was withdrawn. */
  readonly closedAt?: number;
  readonly otherwise?: CardOtherwise;
  /** Id of the card that nobody answered in time, and in whose place this one is asked. */
  readonly follows?: string;
}

/** Where the run goes when nobody answers in time. */
export interface CardOtherwise {
  readonly nodeId: string;
  readonly name: string;
  /** Somebody is asked there. */
  readonly asks: boolean;
}

/** What happened to a card besides its end: somebody had it before them, or an answer was not taken. */
export interface CardNote {
  readonly kind: 'opened' | 'refused';
  readonly at: number;
  readonly actor: Actor;
  /** What was wrong with the answer, by field; its values are not kept. */
  readonly problems?: { readonly [field: string]: string };
}

/** So many notes of a kind are kept of a card; older ones go. */
export const mostCardNotes = 50;

export interface CardRepository {
  get(id: string): Promise<CardRow | undefined>;
  /** Closed ones of one state come with the last asked first; all others with the first asked first, since they wait the longest. `after` continues behind that card, whatever became of it. */
  list(filter: { readonly state?: CardRow['state']; readonly runId?: RunId; readonly after?: string; readonly limit: number }): Promise<readonly CardRow[]>;
  /** How many are in the state, over all runs. */
  count(state: CardRow['state']): Promise<number>;
  /** Keeps a note of a card that is there. Who opened it is kept once for each asking; answers whether it was new. */
  note(id: string, note: CardNote): Promise<boolean>;
  /** The first noted first. */
  notes(id: string): Promise<readonly CardNote[]>;
}
