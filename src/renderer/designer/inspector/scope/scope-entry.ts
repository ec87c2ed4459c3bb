import type { Readable } from '../../../../core/domain/operations/workflows-scope.ts';

/** Something an expression may read at a place. */
export type ScopeEntry = Readable;

export interface ScopeFunction {
  readonly name: string;
  readonly signature: string;
  readonly summary: string;
}

export interface Scope {
  readonly entries: readonly ScopeEntry[];
  readonly functions: readonly ScopeFunction[];
}
