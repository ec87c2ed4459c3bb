import type { Amounts, Measure, Total } from '../model/budget.ts';
import type { RunId, WorkflowId } from '../model/ids.ts';
import type { UsageRow } from './run-commit.ts';

/** Which usage counts; everything named must fit. */
export interface UsageFilter {
  readonly runId?: RunId;
  /** One action of one visit, `visit/action`; only with a run. */
  readonly step?: string;
  readonly workflowId?: WorkflowId;
  readonly node?: string;
  readonly connector?: string;
  readonly model?: string;
  /** Empty for calls without a key of a label. */
  readonly credential?: string;
  /** At or after this time, and before that. */
  readonly from?: number;
  readonly to?: number;
}

/** By what sums are made. `key` is `connector/label`, `day` a date in UTC. */
export type UsageGroup = 'model' | 'connector' | 'node' | 'workflow' | 'run' | 'day' | 'key';

export interface UsageSum {
  /** Of a workflow or a run its id. */
  readonly group: string;
  readonly calls: number;
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly micros: number;
  readonly unpricedCalls: number;
  readonly assumedCalls: number;
  readonly inheritedCalls: number;
}

/** What an attempt may use at most, held from before it begins until its outcome stands in the journal. */
export interface Reservation {
  readonly id: string;
  readonly epoch: number;
  /** The usage it is settled with when nobody learns what it was. */
  readonly worst: Omit<UsageRow, 'how' | 'claim'>;
}

/** A cap with what counts against it. */
export interface Cap {
  /** Its name: `run`, `step`, `spend`, or the id of a budget of the settings. */
  readonly id: string;
  readonly most: Amounts;
  readonly counts: UsageFilter;
}

export type ReserveAnswer =
  | { readonly kind: 'reserved' }
  /** The first cap that stands before it, and how that stands. */
  | { readonly kind: 'refused'; readonly cap: string; readonly measure: Measure; readonly most: number; readonly used: number; readonly reserved: number; readonly asked: number }
  | { readonly kind: 'fenced'; readonly epoch: number };

/** What model calls used, and what those under way hold. Rows of usage stay when their run is removed. */
export interface UsageLedger {
  /** Sums by group, the dearest first; days in their order. */
  sums(group: UsageGroup, filter: UsageFilter): Promise<readonly UsageSum[]>;
  /** What counts against a cap: used, and reserved by attempts under way, whenever those began. */
  standing(filter: UsageFilter): Promise<{ readonly used: Total; readonly reserved: Total }>;
  /**
   * Holds what an attempt may use at most, if no cap stands before it: checked and written in one transaction, so that
   * attempts of many runs at once never exceed a cap together. The same id again answers as the first time.
   */
  reserve(reservation: Reservation, caps: readonly Cap[]): Promise<ReserveAnswer>;
  /** Gives a reservation back: with the usage of its attempt, or with none for one that used nothing. */
  settle(id: string, usage?: UsageRow): Promise<void>;
  /** Settles what hosts before this epoch left reserved at the worst case: it may have been used. Answers how many. */
  settleBefore(epoch: number, at: number): Promise<number>;
}
