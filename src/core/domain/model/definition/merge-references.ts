import { assignedField, assignedVariable } from '../edit/assigned-variables.ts';
import { isJsonObject, type Json } from '../json.ts';
import { type DefinitionParts, type Part, type PartNoun, rootAddress, workflowAddress } from './definition-parts.ts';
import { type MergeConflict, onSides, placeOfConflict, type SidesOfMerge } from './merge-conflict.ts';

/** A field of a part that names another part. */
interface Reference {
  readonly field: string;
  readonly noun: PartNoun;
  readonly id: string;
  /** Only what stands in the same list counts: a transition stays in its region. */
  readonly isLocal?: true;
}

function referencesOf({ noun, fields }: Part): readonly Reference[] {
  const config = isJsonObject(fields['config']) ? fields['config'] : {};
  if (noun === 'transition') return [...named('from', 'node', fields['from']), ...named('to', 'node', fields['to'])].map((one) => ({ ...one, isLocal: true }));
  if (noun === 'node' && fields['type'] === 'uiCard') return named('config.card', 'card', config['card']);
  const type = fields['type'];
  if (noun === 'action' && typeof type === 'string' && Object.hasOwn(assignedField, type)) return named(`config.${assignedField[type] ?? ''}`, 'variable', assignedVariable(type, config));
  if (noun === 'validator' && Array.isArray(config['approves'])) return config['approves'].flatMap((id: Json) => named('config.approves', 'action', id));
  return [];
}

function named(field: string, noun: PartNoun, id: Json | undefined): readonly Reference[] {
  return typeof id === 'string' ? [{ field, noun, id }] : [];
}

function isMet(parts: DefinitionParts, part: Part, { noun, id, isLocal }: Reference): boolean {
  if (noun === 'variable') return [...parts.values()].some((one) => one.noun === noun && one.id === id);
  const target = parts.get(`${noun}:${id}`);
  return target !== undefined && (isLocal !== true || target.home === part.home);
}

/** Addresses of what a part names and `parts` does not have where it has to be, as far as `source` has it. */
export function missingTargets(parts: DefinitionParts, source: DefinitionParts, part: Part): readonly string[] {
  return referencesOf(part).flatMap((reference) => {
    const { noun, id } = reference;
    const target = noun === 'variable' ? [...source.values()].find((one) => one.noun === noun && one.id === id) : source.get(`${noun}:${id}`);
    const isReached = target !== undefined && (reference.isLocal !== true || target.home === part.home);
    return isReached && !isMet(parts, part, reference) ? [target.address] : [];
  });
}

/**
 * What names a part that the merge does not have where it has to be. A reference that led nowhere on a side already is
 * that side's own affair, which verification tells; what was settled since is no excuse for a transition without an end.
 */
export function brokenReferences(sides: SidesOfMerge, merged: DefinitionParts): readonly MergeConflict[] {
  return [...merged.values()].flatMap((part) =>
    referencesOf(part)
      .filter((reference) => !isMet(merged, part, reference) && !isBrokenAlready(sides, part, reference))
      .map((reference): MergeConflict => ({
        reason: 'target_deleted',
        where: placeOfConflict(sides, part.address, reference.field),
        ...onSides(sides, part.address, (one) => valueOf(one, reference.field)),
      })),
  );
}

function isBrokenAlready({ ours, theirs, untouched = [] }: SidesOfMerge, { address }: Part, reference: Reference): boolean {
  const sides = reference.isLocal === true && untouched.length > 0 ? untouched : [ours, theirs];
  return sides.some((parts) => {
    const part = parts.get(address);
    const hasIt = part !== undefined && referencesOf(part).some(({ field, id }) => field === reference.field && id === reference.id);
    return hasIt && !isMet(parts, part, reference);
  });
}

function valueOf({ fields }: Part, field: string): Json | undefined {
  return field.split('.').reduce<Json | undefined>((value, key) => (isJsonObject(value) ? value[key] : undefined), fields);
}

/** What the merge has and would not find a place for: its home is gone, or stands in what stands in it. */
export function withoutHome(sides: SidesOfMerge, merged: DefinitionParts): readonly MergeConflict[] {
  return [...merged.values()].flatMap((part): readonly MergeConflict[] => {
    if (part.home === undefined) return [];
    const isHomeless = !merged.has(part.home) || !(part.slot === 'root' || part.slot in (merged.get(part.home)?.lists ?? {}));
    if (!isHomeless && !isInCircle(merged, part)) return [];
    const where = placeOfConflict(sides, part.address);
    return [{ reason: isHomeless ? 'home_deleted' : 'moved_in_circle', where, ...onSides(sides, part.address, (one, parts) => homeShown(parts, one)) }];
  });
}

function isInCircle(parts: DefinitionParts, part: Part): boolean {
  const passed = new Set<string>();
  let at: Part | undefined = part;
  while (at !== undefined && at.address !== rootAddress && at.address !== workflowAddress) {
    if (passed.has(at.address)) return at.address === part.address;
    passed.add(at.address);
    at = at.home === undefined ? undefined : parts.get(at.home);
  }
  return false;
}

/** The list a part stands in, for people. */
export function homeShown(parts: DefinitionParts, { home = '', slot }: Part): string {
  const { noun = '', id = '' } = parts.get(home) ?? {};
  return [id === '' ? noun : id, slot].join('.');
}
