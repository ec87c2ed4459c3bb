import { changeSayer, placeSayer } from '../../../core/domain/model/definition/change-said.ts';
import { type DefinitionParts, partsOf } from '../../../core/domain/model/definition/definition-parts.ts';
import { diffDefinitions } from '../../../core/domain/model/definition/diff-definitions.ts';
import type { MergeConflict } from '../../../core/domain/model/definition/merge-conflict.ts';
import { textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonList, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { historyWords } from '../../strings/designer-history.ts';
import { valueText } from './ChangeList.tsx';

const words = historyWords.merge;

export type MergeSide = 'base' | 'ours' | 'theirs';
export type MergeSides = { readonly [side in MergeSide]: JsonObject };

/** Says what stands at a conflict on one side as people know the workflow: a value as it is, a whole part by what became of it. */
export function sideSayer(sides: MergeSides): (conflict: MergeConflict, side: MergeSide) => string | undefined {
  const parts = { base: partsOf(sides.base), ours: partsOf(sides.ours), theirs: partsOf(sides.theirs) };
  return (conflict, side) => {
    const value = conflict[side];
    if (value === undefined) return undefined;
    switch (conflict.reason) {
      case 'changed_and_deleted':
        return becameOf(conflict.where, sides.base, sides[side]);
      case 'both_moved':
      case 'moved_in_circle':
        return typeof value === 'string' ? placeSayer(parts[side])(value) : valueText(value);
      case 'both_rearranged':
        return isJsonList(value) ? value.map((id) => nameIn(parts[side], id)).join('\n') : valueText(value);
      case 'target_deleted':
        return nameIn(parts[side], value, parts.base);
      default:
        return valueText(value);
    }
  };
}

/** What a part and what stands in it became. */
function becameOf(where: string, before: JsonObject, after: JsonObject): string {
  const isHere = (place: string): boolean => place === where || place.startsWith(`${where}/`) || place.endsWith(`/${where.split('/').at(-1) ?? where}`);
  const changes = diffDefinitions(before, after).filter((change) => isHere(change.where));
  return changes.length === 0 ? words.asBefore : changes.map(changeSayer(before, after)).join('\n');
}

function nameIn(parts: DefinitionParts, value: Json, otherwise?: DefinitionParts): string {
  for (const each of [parts, ...(otherwise === undefined ? [] : [otherwise])]) {
    const part = [...each.values()].find(({ id }) => id === value);
    if (part !== undefined) return textIn(part.fields, 'name') ?? part.id;
  }
  return valueText(value);
}
