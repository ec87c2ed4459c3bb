import { isJsonList, isJsonObject, type Json, type JsonObject } from '../json.ts';
import { definitionOf, type DefinitionParts, partsOf, placeOf } from './definition-parts.ts';
import type { MergeConflict } from './merge-conflict.ts';
import { mergeDefinitions } from './merge-definitions.ts';
import { withoutPart, withOrderOf, withPartOf } from './part-moves.ts';

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

/**
 * Merges two definitions with what a person chose for the places that conflict, by `where`. A choice changes only its own
 * place: there the side that lost is made as the other has it, and everything else is merged as {@link mergeDefinitions} does.
 */
export function settleConflicts(sides: Sides, choices: ReadonlyMap<string, ConflictChoice>): SettledMerge {
  const settled = new Map<string, MergeConflict>();
  let now = sides;
  for (;;) {
    const { definition, conflicts: open = [] } = mergeDefinitions(now);
    if (definition !== undefined) return { definition, conflicts: [...settled.values()], open };
    const next = open.find(({ where }) => choices.has(where) && !settled.has(where));
    const choice = choices.get(next?.where ?? '');
    if (next === undefined || choice === undefined) return { conflicts: [...settled.values(), ...open.filter(({ where }) => !settled.has(where))], open };
    settled.set(next.where, next);
    now = settledSides(now, next, choice);
  }
}

function settledSides(sides: Sides, conflict: MergeConflict, choice: ConflictChoice): Sides {
  const parts = { ours: partsOf(sides.ours), theirs: partsOf(sides.theirs) };
  const place = placeIn([partsOf(sides.base), parts.ours, parts.theirs], conflict.where);
  if (place === undefined) return sides;
  if ('value' in choice) {
    const withValue = (side: DefinitionParts): JsonObject => definitionOf(withField(side, place, choice.value));
    return { ...sides, ours: withValue(parts.ours), theirs: withValue(parts.theirs) };
  }
  const loser = choice.take === 'ours' ? 'theirs' : 'ours';
  const won = parts[choice.take];
  return { ...sides, [loser]: definitionOf(agreed(parts[loser], won, { place, reason: conflict.reason })) };
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
  if (reason !== 'target_deleted') return withPartOf(lost, won, address);
  // What the side that won names is there on both from now on, and both name it.
  const withTargets = targetsOf(won, there.fields, path).reduce((parts, one) => withPartOf(parts, won, one), withPartOf(lost, won, address));
  return withField(withTargets, place, fieldOf(there.fields, path));
}

/** What the field of a part names, as far as it is there. */
function targetsOf(parts: DefinitionParts, fields: JsonObject, path: readonly string[]): readonly string[] {
  const value = fieldOf(fields, path);
  const names: readonly Json[] = isJsonList(value) ? value : [value ?? null];
  const before = addressesByField[path.at(-1) ?? ''];
  return before === undefined ? [] : names.flatMap((name) => (typeof name === 'string' && parts.has(`${before}${name}`) ? [`${before}${name}`] : []));
}

/** How addresses begin of what a field names. */
const addressesByField: { readonly [field: string]: string } = { from: 'node:', to: 'node:', card: 'card:', name: 'variable:workflow:/', approves: 'action:' };

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
    const inside = fields.flatMap((one) => (Object.hasOwn(one, key) ? [one[key]] : []));
    if (inside.length > 0) return [key, ...pathIn(inside.filter((one): one is JsonObject => isJsonObject(one)), steps.slice(length))];
  }
  return steps;
}
