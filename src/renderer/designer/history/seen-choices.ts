import { type ConflictChoice, settleConflicts, type SettledMerge } from '../../../core/domain/model/definition/settle-conflicts.ts';
import type { Json } from '../../../core/domain/model/json.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import type { MergeSides } from './side-words.ts';

/** What was chosen for a place, and what the other side had there when it was. */
export interface SeenChoice {
  readonly choice: ConflictChoice;
  readonly theirs: Json | undefined;
}

export type SeenMerge = SettledMerge & { readonly choices: ReadonlyMap<string, ConflictChoice> };

/** The merge with what was chosen; a place the other side has written on since is open again. */
export function settledAsSeen(sides: MergeSides, chosen: ReadonlyMap<string, SeenChoice>): SeenMerge {
  const merge = settled(sides, chosen);
  const now = new Map(merge.conflicts.map(({ where, theirs }) => [where, theirs] as const));
  const fresh = new Map([...chosen].filter(([where, { theirs }]) => !now.has(where) || sameJson(theirs ?? null, now.get(where) ?? null)));
  return fresh.size === chosen.size ? merge : settled(sides, fresh);
}

function settled(sides: MergeSides, chosen: ReadonlyMap<string, SeenChoice>): SeenMerge {
  const choices = new Map([...chosen].map(([where, { choice }]) => [where, choice] as const));
  return { ...settleConflicts(sides, choices), choices };
}
