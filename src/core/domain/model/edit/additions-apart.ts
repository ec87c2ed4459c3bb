import type { JsonObject } from '../json.ts';
import { type IdNoun, idsIn, takeOtherId, takenIds, type TakenIds } from './fresh-ids.ts';
import type { NewIds } from './new-ids.ts';

interface Sides {
  /** Of both, before anything was added. */
  readonly base: JsonObject;
  readonly ours: JsonObject;
  readonly theirs: JsonObject;
}

/**
 * Ids for what `ours` added under an id that `theirs` took for an addition of its own: with these both stand side by side in
 * a merge. Empty where nothing was added twice.
 */
export function additionsApart({ base, ours, theirs }: Sides): NewIds {
  const [before, there] = [takenIds(base), takenIds(theirs)];
  const has = (taken: TakenIds, noun: IdNoun, id: string): boolean => taken.get(noun)?.has(id) === true;
  const twice = [...idsIn(ours)].filter(([noun, id]) => has(there, noun, id) && !has(before, noun, id));
  const taken = takenIds(ours, theirs);
  const ids = new Map<IdNoun, Map<string, string>>();
  for (const [noun, id] of twice) {
    const own = ids.get(noun) ?? new Map<string, string>();
    ids.set(noun, own.set(id, takeOtherId(taken, noun, id)));
  }
  return ids;
}
