import { withoutStrays } from '../edit/edit-places.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { type DefinitionParts, partsOf, placeOf } from './definition-parts.ts';
import type { MergeConflict } from './merge-conflict.ts';
import { mergeParts } from './merge-definitions.ts';
import { missingTargets } from './merge-references.ts';
import { inside, withoutPart, withOrderOf, withPartOf } from './part-moves.ts';

/** How a person settles a conflict: one side as it is there, or a value of their own for the field. */
export type ConflictChoice = { readonly take: 'ours' | 'theirs' } | { readonly value: Json };

/** What a merge comes to with the choices so far. */
export interface SettledMerge {
  /** Absent while a conflict is open. */
  readonly definition?: JsonObject;
  /** Every conflict that was met, the settled ones first; settling one may bring up another. */
  readonly conflicts: readonly MergeConflict[];
  readonly open: readonly MergeConflict[];
}

interface Sides {
  readonly base: JsonObject;
  readonly ours: JsonObject;
  readonly theirs: JsonObject;
}

/** Sides as they are settled so far, and as they were. */
interface Settling {
  readonly base: DefinitionParts;
  readonly ours: DefinitionParts;
  readonly theirs: DefinitionParts;
  readonly whole: { readonly ours: DefinitionParts; readonly theirs: DefinitionParts };
}

/**
 * Merges two definitions with what a person chose for the places that conflict, by `where`. A choice changes only its own
 * place: there the side that lost is made as the other has it, with what that names, and everything else is merged as
 * a merge without them does.
 */
export function settleConflicts({ base, ...definitions }: Sides, choices: ReadonlyMap<string, ConflictChoice>): SettledMerge {
  const whole = { ours: partsOf(definitions.ours), theirs: partsOf(definitions.theirs) };
  const settled = new Map<string, MergeConflict>();
  let now: Settling = { base: partsOf(base), ...whole, whole };
  for (;;) {
    const { definition, conflicts: open = [] } = mergeParts({ ...now, untouched: [whole.ours, whole.theirs] });
    // What a side was chosen for may say something of a node that went by another choice.
    if (definition !== undefined) return { definition: [base, definitions.ours, definitions.theirs].reduce((kept, side) => withoutStrays(side, kept), definition), conflicts: [...settled.values()], open };
    const round = nextRound(open, choices, settled);
    if (round.length === 0) return { conflicts: [...withoutOpen(settled, open), ...open], open };
    for (const { conflict, choice } of round) {
      now = settled.has(conflict.where) ? withoutPlace(now, conflict) : settledSides(now, conflict, choice);
      settled.set(conflict.where, conflict);
    }
  }
}

interface Chosen {
  readonly conflict: MergeConflict;
  readonly choice: ConflictChoice;
}

/** What is settled before the merge is tried again: fields go together where nothing else is open; what brings or takes parts, one by one. */
function nextRound(open: readonly MergeConflict[], choices: ReadonlyMap<string, ConflictChoice>, settled: ReadonlyMap<string, MergeConflict>): readonly Chosen[] {
  const chosen = open.flatMap((conflict): readonly Chosen[] => {
    const choice = choices.get(conflict.where);
    return choice === undefined ? [] : [{ conflict, choice }];
  });
  const fresh = chosen.filter(({ conflict: { where } }) => !settled.has(where));
  if (open.every(({ reason }) => reason === 'both_changed')) return fresh;
  const next = fresh[0] ?? chosen.find(({ conflict: { reason }, choice }) => reason === 'target_deleted' && isSide(choice));
  return next === undefined ? [] : [next];
}

function isSide(choice: ConflictChoice): boolean {
  return 'take' in choice;
}

function withoutOpen(settled: ReadonlyMap<string, MergeConflict>, open: readonly MergeConflict[]): readonly MergeConflict[] {
  return [...settled.values()].filter(({ where }) => open.every((one) => one.where !== where));
}

/** A transition whose end went by another choice goes with it. */
function withoutPlace(sides: Settling, { where }: MergeConflict): Settling {
  const address = placeIn([sides.base, sides.ours, sides.theirs], where)?.address ?? '';
  return { ...sides, ours: withoutPart(sides.ours, address), theirs: withoutPart(sides.theirs, address) };
}

function settledSides(sides: Settling, conflict: MergeConflict, choice: ConflictChoice): Settling {
  const place = placeIn([sides.base, sides.ours, sides.theirs], conflict.where);
  if (place === undefined) return sides;
  if ('value' in choice) return { ...sides, ours: withField(sides.ours, place, choice.value), theirs: withField(sides.theirs, place, choice.value) };
  const [winner, loser] = choice.take === 'ours' ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
  const won = withTargets(sides[winner], sides.whole[winner], place.address);
  const lost = agreed(sides[loser], won, { place, reason: conflict.reason });
  return { ...sides, [winner]: won, [loser]: withTargets(lost, won, place.address) };
}

/** With everything that a part, what stands in it and what those name, name in turn, as far as the source has it. */
function withTargets(parts: DefinitionParts, source: DefinitionParts, address: string): DefinitionParts {
  let grown = parts;
  const asked = new Set<string>();
  const ahead = [address];
  for (let at = ahead.pop(); at !== undefined; at = ahead.pop()) {
    for (const one of inside(grown, at)) {
      const part = grown.get(one);
      for (const target of part === undefined ? [] : missingTargets(grown, source, part)) {
        if (asked.has(target)) continue;
        asked.add(target);
        ahead.push(target);
        grown = withPartOf(grown, source, target);
      }
    }
  }
  return grown;
}

interface Place {
  readonly address: string;
  readonly path: readonly string[];
}

/** The losing side made as the winning one has it at the place. */
function agreed(lost: DefinitionParts, won: DefinitionParts, { place, reason }: { readonly place: Place; readonly reason: MergeConflict['reason'] }): DefinitionParts {
  const { address, path } = place;
  const there = won.get(address);
  if (reason === 'both_rearranged') return withOrderOf(lost, won, { address, slot: path[0] ?? '' });
  if (there === undefined) return withoutPart(lost, address);
  if (reason === 'both_changed') return withField(lost, place, fieldOf(there.fields, path));
  const withPart = withPartOf(lost, won, address);
  return reason === 'target_deleted' ? withField(withPart, place, fieldOf(there.fields, path)) : withPart;
}

function fieldOf(fields: JsonObject, path: readonly string[]): Json | undefined {
  return path.reduce<Json | undefined>((value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined), fields);
}

function withField(parts: DefinitionParts, { address, path }: Place, value: Json | undefined): DefinitionParts {
  const part = parts.get(address);
  if (part === undefined || path.length === 0) return parts;
  return new Map(parts).set(address, { ...part, fields: written(part.fields, path, value) });
}

function written(object: JsonObject, [key = '', ...rest]: readonly string[], value: Json | undefined): JsonObject {
  const { [key]: before, ...others } = object;
  if (rest.length > 0) return { ...object, [key]: written(isJsonObject(before) ? before : {}, rest, value) };
  return value === undefined ? others : { ...object, [key]: value };
}

/** The part and the field inside it that a conflict's `where` names. */
function placeIn(sides: readonly DefinitionParts[], where: string): Place | undefined {
  const [place = '', ...rest] = where.split('.');
  for (const parts of sides) {
    // A place without a name of its own is the workflow's, whose fields then stand right at the beginning.
    const address = [...parts.keys()].find((one) => placeOf(parts, one) === place) ?? [...parts.keys()].find((one) => placeOf(parts, one) === '');
    const part = parts.get(address ?? '');
    if (address === undefined || part === undefined) continue;
    const isWorkflow = part.home === undefined;
    if (isWorkflow && place !== '' && !sides.some((one) => Object.hasOwn(one.get(address)?.fields ?? {}, place))) continue;
    return { address, path: pathIn(sides.map((one) => one.get(address)?.fields ?? {}), isWorkflow && place !== '' ? [place, ...rest] : rest) };
  }
  return undefined;
}

/** Keys that hold dots themselves are found by what is there on some side. */
function pathIn(fields: readonly JsonObject[], steps: readonly string[]): readonly string[] {
  if (steps.length === 0) return [];
  for (let length = 1; length <= steps.length; length += 1) {
    const key = steps.slice(0, length).join('.');
    const values = fields.flatMap((one) => (Object.hasOwn(one, key) ? [one[key]] : []));
    if (values.length > 0) return [key, ...pathIn(values.filter((one): one is JsonObject => isJsonObject(one)), steps.slice(length))];
  }
  return steps;
}
