import type { Found } from '../../operations/search.ts';

/** Something that may be what somebody looks for. */
export interface Candidate {
  readonly found: Omit<Found, 'score'>;
  /** Further texts it is found by, beside its title and its note. */
  readonly also: readonly string[];
}

/** So many of a kind are looked at, those that changed last; what lies further back is found by more of its name. */
export const mostLookedAt = 300;

/** The words of what was typed, the longest first: the one that tells most. */
export function wordsOf(typed: string): readonly string[] {
  return typed.toLowerCase().split(/\s+/u).filter((word) => word !== '').toSorted((one, other) => other.length - one.length);
}
