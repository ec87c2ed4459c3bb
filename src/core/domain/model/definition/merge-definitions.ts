import type { Json, JsonObject } from '../json.ts';
import { sameJson } from '../same-json.ts';
import { withoutAsideOfGone } from './aside-of-gone.ts';
import { definitionOf, type DefinitionParts, type Part, partsOf, slotsOf, workflowAddress } from './definition-parts.ts';
import { orderedDefinition } from './key-order.ts';
import { type MergeConflict, onSides, placeOfConflict, type SidesOfMerge } from './merge-conflict.ts';
import { mergeFields } from './merge-fields.ts';
import { mergeOrder } from './merge-order.ts';
import { brokenReferences, homeShown, withoutHome } from './merge-references.ts';

/** The definition both sides lead to, or where a person has to choose. */
export type MergeResult = { readonly definition: JsonObject; readonly conflicts?: never } | { readonly conflicts: readonly MergeConflict[]; readonly definition?: never };

/**
 * Merges two definitions that come from one. Parts are told by their ids: what one side left alone is as the other has it,
 * down to the smallest field. Whatever would need a guess is a conflict, and so is an id that would lead nowhere. Where
 * nodes and notes stand on the canvas, and how large they are, is no reason for one: there `ours` wins.
 */
export function mergeDefinitions({ base, ours, theirs }: { readonly base: JsonObject; readonly ours: JsonObject; readonly theirs: JsonObject }): MergeResult {
  return mergeParts({ base: partsOf(base), ours: partsOf(ours), theirs: partsOf(theirs) });
}

/** As {@link mergeDefinitions}, of definitions that are taken apart. */
export function mergeParts(sides: SidesOfMerge): MergeResult {
  const conflicts: MergeConflict[] = [];
  const addresses = new Set([...sides.ours.keys(), ...sides.theirs.keys()]);
  const within = [...addresses].filter((address) => address !== workflowAddress).flatMap((address) => mergePart(sides, address, conflicts));
  const around = mergePart(withoutAsideOfGone(sides, new Map(within.map((part) => [part.address, part]))), workflowAddress, conflicts);
  const kept = new Map([...around, ...within].map((part) => [part.address, part]));
  const byHome = Map.groupBy(kept.values(), ({ home }) => home ?? '');
  const merged = new Map([...kept.values()].map((part) => [part.address, { ...part, lists: mergeLists(sides, { part, inside: byHome.get(part.address) ?? [] }, conflicts) }]));
  // Where it is open what stands where, it cannot be said what leads where.
  if (!conflicts.some(({ reason }) => reason === 'both_moved')) conflicts.push(...withoutHome(sides, merged), ...brokenReferences(sides, merged));
  return conflicts.length > 0 ? { conflicts: onceEach(conflicts) } : { definition: orderedDefinition(definitionOf(merged)) };
}

/** One part, or none where it is deleted. A part in conflict is kept, so that what stands in it is no further one. */
function mergePart(sides: SidesOfMerge, address: string, conflicts: MergeConflict[]): readonly Part[] {
  const [base, ours, theirs] = [sides.base.get(address), sides.ours.get(address), sides.theirs.get(address)];
  if (ours !== undefined && theirs !== undefined) return [mergeBoth(sides, { base, ours, theirs }, conflicts)];
  const only = ours ?? theirs;
  if (only === undefined) return [];
  if (base === undefined) return [only];
  if (isSamePart(base, only)) return [];
  conflicts.push({ reason: 'changed_and_deleted', where: placeOfConflict(sides, address), ...onSides(sides, address, (part, parts) => (only.home === base.home ? part.fields : homeShown(parts, part))) });
  return [only];
}

function isSamePart(left: Part, right: Part): boolean {
  return left.home === right.home && left.slot === right.slot && sameJson(left.fields, right.fields);
}

/** Whether a field of the workflow says where something stands: where both changed that, `ours` is taken, and a person sees it at a glance. */
function isPlace([field, , measure = '', ...deeper]: readonly string[]): boolean {
  return (field === 'layout' || field === 'canvasNotes') && deeper.length === 0 && ['x', 'y', 'width', 'height'].includes(measure);
}

interface ThreeParts {
  readonly base: Part | undefined;
  readonly ours: Part;
  readonly theirs: Part;
}

function mergeBoth(sides: SidesOfMerge, { base, ours, theirs }: ThreeParts, conflicts: MergeConflict[]): Part {
  const { address } = ours;
  const isWhole = address === workflowAddress;
  const merged = mergeFields({ base: base?.fields ?? {}, ours: ours.fields, theirs: theirs.fields });
  for (const { path, sides: values } of merged.conflicts) {
    if (isWhole && isPlace(path)) continue;
    conflicts.push({ reason: 'both_changed', where: placeOfConflict(sides, address, path.join('.')), ...values });
  }
  const isSameHome = (left: Part | undefined, right: Part): boolean => left !== undefined && left.home === right.home && left.slot === right.slot;
  if (!isSameHome(ours, theirs) && !isSameHome(base, ours) && !isSameHome(base, theirs)) {
    conflicts.push({ reason: 'both_moved', where: placeOfConflict(sides, address), ...onSides(sides, address, (part, parts) => homeShown(parts, part)) });
  }
  const { home, slot } = isSameHome(base, ours) ? theirs : ours;
  return { ...ours, ...(home === undefined ? {} : { home }), slot, fields: merged.fields };
}

interface InMerge {
  readonly part: Part;
  /** What stands in it now. */
  readonly inside: readonly Part[];
}

/** The lists of a merged part. A list is written where it has members, or where a side that changed that wrote it. */
function mergeLists(sides: SidesOfMerge, { part, inside }: InMerge, conflicts: MergeConflict[]): Part['lists'] {
  const { address } = part;
  const [base, ours, theirs] = [sides.base.get(address)?.lists, sides.ours.get(address)?.lists, sides.theirs.get(address)?.lists];
  const lists: { [slot: string]: readonly string[] } = {};
  for (const [slot, { isOrdered }] of Object.entries(slotsOf[part.noun] ?? {})) {
    const members = new Set(inside.filter((one) => one.slot === slot).map((one) => one.address));
    const inOurs = ours === undefined ? theirs?.[slot] : ours[slot];
    const inTheirs = theirs === undefined ? ours?.[slot] : theirs[slot];
    const isWritten = base?.[slot] === undefined ? inOurs !== undefined || inTheirs !== undefined : inOurs !== undefined && inTheirs !== undefined;
    if (members.size === 0 && !isWritten) continue;
    const { order, isContested } = mergeOrder({ base: base?.[slot] ?? [], ours: inOurs ?? [], theirs: inTheirs ?? [] }, members);
    lists[slot] = order;
    if (!isContested || isOrdered !== true) continue;
    conflicts.push({ reason: 'both_rearranged', where: placeOfConflict(sides, address, slot), ...onSides(sides, address, (one, parts) => namesOf(parts, one.lists[slot])) });
  }
  return lists;
}

function namesOf(parts: DefinitionParts, addresses: readonly string[] | undefined): Json | undefined {
  return addresses?.map((address) => parts.get(address)?.id ?? address);
}

/** A field both sides changed may also lead nowhere: one conflict a place is enough. */
function onceEach(conflicts: readonly MergeConflict[]): readonly MergeConflict[] {
  const places = new Set<string>();
  return conflicts.filter(({ where }) => !places.has(where) && places.add(where));
}
