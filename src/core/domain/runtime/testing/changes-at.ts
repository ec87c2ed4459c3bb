import { changeSigns, changeWords } from '../../model/definition/change-words.ts';
import { type DefinitionChange, diffDefinitions } from '../../model/definition/diff-definitions.ts';
import type { JsonObject } from '../../model/json.ts';
import { nodeOf } from '../../model/region-path.ts';

const most = 5;

/** What a fact is about, in the ids of the definition. */
export interface Place {
  readonly visit: string;
  /** The facts themselves, which name transitions, actions and variables. */
  readonly facts: readonly (JsonObject | undefined)[];
}

/** The changes of a definition that have to do with a place, in words; all of them where none does. */
export function changesAt(before: JsonObject, after: JsonObject, place: Place): readonly string[] {
  const changes = diffDefinitions(before, after);
  const named = namesAt(place);
  const near = changes.filter((change) => idsOf(change).some((id) => named.has(id)));
  const shown = near.length > 0 ? near : changes;
  const words = shown.slice(0, most).map((change) => `${changeSigns[change.kind]} ${changeWords(change)}`);
  return shown.length > most ? [...words, `and ${shown.length - most} more`] : words;
}

function namesAt({ visit, facts }: Place): ReadonlySet<string> {
  const names = new Set<string>();
  if (visit !== '') names.add(nodeOf(visit));
  for (const fact of facts) {
    const { transition, from, effect, action } = fact ?? {};
    if (typeof transition === 'string') names.add(transition);
    if (typeof from === 'string') names.add(nodeOf(from));
    for (const path of [effect, action]) if (typeof path === 'string') names.add(nodeOf(path.slice(0, path.lastIndexOf('/'))));
  }
  return names;
}

function idsOf(change: DefinitionChange): readonly string[] {
  const written = change.kind === 'added' ? change.after : change.kind === 'removed' ? change.before : {};
  const ends = [written['from'], written['to']].filter((end) => typeof end === 'string');
  return [...change.where.split('/').filter((part) => part !== 'root'), ...ends];
}
