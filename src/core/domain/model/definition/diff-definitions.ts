import { beside } from '../definition-hash.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { sameJson } from '../same-json.ts';
import { type DefinitionParts, type Part, type PartNoun, partsOf, placeOf, slotsOf, workflowAddress } from './definition-parts.ts';

interface Change {
  readonly noun: PartNoun;
  readonly id: string;
  /** Path of ids, such as `root/prep/ask`, `root/t3`, `variables/count`; empty for the workflow itself. */
  readonly where: string;
}

/** Where in the list of its home a part stands, counted from 1. */
export interface Standing {
  readonly in: string;
  readonly at: number;
}

/** One difference between two definitions. What stands in an added or removed part is a difference of its own. */
export type DefinitionChange =
  | (Change & { readonly kind: 'added'; readonly after: JsonObject })
  | (Change & { readonly kind: 'removed'; readonly before: JsonObject })
  /** Of one field, by its path; a side where the field is not written is absent. */
  | (Change & { readonly kind: 'changed'; readonly field: string; readonly before?: Json; readonly after?: Json })
  | (Change & { readonly kind: 'moved'; readonly before: Standing; readonly after: Standing });

/**
 * What of the meaning differs, in the order of the later definition, what is gone first. Parts are told by their ids, so
 * that moving one is no removal; layout, notes and tests are no part of the meaning. None where and only where both have
 * the same hash.
 */
export function diffDefinitions(before: JsonObject, after: JsonObject): readonly DefinitionChange[] {
  const [left, right] = [partsOf(before), partsOf(after)];
  const removed = [...left.values()].filter(({ address }) => !right.has(address)).map((part): DefinitionChange => ({ kind: 'removed', ...named(left, part), before: part.fields }));
  const reordered = new Set([...right.values()].flatMap((home) => reorderedIn(left.get(home.address), home)));
  const rest = [...right.values()].flatMap((part): readonly DefinitionChange[] => {
    const known = left.get(part.address);
    if (known === undefined) return [{ kind: 'added', ...named(right, part), after: part.fields }];
    const isMoved = known.home !== part.home || known.slot !== part.slot || reordered.has(part.address);
    const moves: readonly DefinitionChange[] = isMoved ? [{ kind: 'moved', ...named(right, part), before: standingOf(left, known), after: standingOf(right, part) }] : [];
    return [...moves, ...fieldChanges(right, known, part)];
  });
  return [...removed, ...rest];
}

function named(parts: DefinitionParts, { address, noun, id }: Part): Change {
  return { noun, id: id === '' ? placeOf(parts, address) : id, where: placeOf(parts, address) };
}

function fieldChanges(parts: DefinitionParts, known: Part, part: Part): readonly DefinitionChange[] {
  const ignored = part.address === workflowAddress ? beside : [];
  // A list that is written and empty, and one that is not written, are two texts.
  const written = (one: Part): JsonObject => ({ ...emptyLists(one), ...one.fields });
  return differences(written(known), written(part))
    .filter(({ path }) => !ignored.includes(path[0] ?? ''))
    .map(({ path, before, after }) => ({ kind: 'changed', ...named(parts, part), field: path.join('.'), ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) }));
}

function emptyLists({ noun, lists }: Part): JsonObject {
  return Object.fromEntries(Object.keys(lists).map((slot) => [slot, slotsOf[noun]?.[slot]?.by === 'name' ? {} : []]));
}

interface Difference {
  readonly path: readonly string[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/** The smallest fields that differ; a list is one field. */
function differences(before: Json | undefined, after: Json | undefined, path: readonly string[] = []): readonly Difference[] {
  if (sameJson(before, after)) return [];
  if (!isJsonObject(before) || !isJsonObject(after)) return [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => differences(before[key], after[key], [...path, key]));
}

function standingOf(parts: DefinitionParts, { home = '', slot, address }: Part): Standing {
  const place = placeOf(parts, home);
  return { in: place === '' ? slot : `${place}.${slot}`, at: (parts.get(home)?.lists[slot]?.indexOf(address) ?? 0) + 1 };
}

/** The fewest members of a part's lists that must have changed their place for the order to be what it is. */
function reorderedIn(before: Part | undefined, after: Part): readonly string[] {
  return Object.entries(after.lists).flatMap(([slot, members]) => {
    // Names of variables are keys of an object, which has no order.
    if (slotsOf[after.noun]?.[slot]?.by === 'name') return [];
    const places = new Map((before?.lists[slot] ?? []).map((address, at) => [address, at]));
    const common = members.filter((address) => places.has(address));
    const kept = longestRising(common.map((address) => places.get(address) ?? 0));
    return common.filter((_, at) => !kept.has(at));
  });
}

/** Places of a longest rising run of numbers. */
function longestRising(numbers: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  numbers.forEach((number, at) => {
    const found = tails.findIndex((tail) => (numbers[tail] ?? 0) >= number);
    const length = found === -1 ? tails.length : found;
    previous[at] = length === 0 ? -1 : (tails[length - 1] ?? -1);
    tails[length] = at;
  });
  const rising = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) rising.add(at);
  return rising;
}
