import type { Json } from '../../../../core/domain/model/json.ts';

/** Something an expression may read at a place. */
export interface ScopeEntry {
  readonly path: string;
  readonly type: string;
  /** Who writes it, in words. */
  readonly from: string;
  readonly writers: readonly string[];
  readonly isSensitive: boolean;
  /** It is there on every way. */
  readonly isCertain: boolean;
  /** What it was in the last runs, the newest first. */
  readonly samples: readonly { readonly run: string; readonly value: Json }[];
}

export interface ScopeFunction {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
}

export interface Scope {
  readonly entries: readonly ScopeEntry[];
  readonly functions: readonly ScopeFunction[];
}
