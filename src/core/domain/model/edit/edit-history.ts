import { mergeDefinitions } from '../definition/merge-definitions.ts';
import type { JsonObject } from '../json.ts';
import { sameJson } from '../same-json.ts';
import { applyEdit } from './apply-edit.ts';
import { editWords } from './edit-words.ts';
import type { Edit } from './edit.ts';

/** Something that was done: as the definition was before and after it, and what people call it. */
export interface Act {
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly words: string;
}

/** A definition with what can be taken back, the last at the end, and what can be done again, the next at the end. */
export interface EditHistory {
  readonly present: JsonObject;
  readonly past: readonly Act[];
  readonly future: readonly Act[];
}

/** Acts beyond this many can no longer be taken back. */
export const mostActs = 500;

export function startHistory(definition: JsonObject): EditHistory {
  return { present: definition, past: [], future: [] };
}

/**
 * The history after an edit; throws as {@link applyEdit} does, and is the same where nothing changes. `isContinued` joins it
 * to the act before it, such as the next letter in a field: both are taken back at once.
 */
export function record(history: EditHistory, edit: Edit, { isContinued = false }: { readonly isContinued?: boolean } = {}): EditHistory {
  const { present, past } = history;
  const after = applyEdit(present, edit);
  if (after === present) return history;
  const last = past.at(-1);
  if (isContinued && last !== undefined && last.after === present && history.future.length === 0) {
    return { present: after, past: [...past.slice(0, -1), { ...last, after }], future: [] };
  }
  const act: Act = { before: present, after, words: editWords(present, edit) };
  return { present: after, past: [...past.slice(-mostActs + 1), act], future: [] };
}

/** The definition is another one by what was done elsewhere: nobody here did that, so undo leaves it as it is. */
export function adopt(history: EditHistory, definition: JsonObject): EditHistory {
  return { ...history, present: definition };
}

/** The history with every definition in it made another; what is the same object in it stays one. */
export function renameHistory({ present, past, future }: EditHistory, rename: (definition: JsonObject) => JsonObject): EditHistory {
  const known = new Map<JsonObject, JsonObject>();
  const renamed = (definition: JsonObject): JsonObject => {
    const to = known.get(definition) ?? rename(definition);
    known.set(definition, to);
    return to;
  };
  const act = ({ before, after, words }: Act): Act => ({ before: renamed(before), after: renamed(after), words });
  return { present: renamed(present), past: past.map(act), future: future.map(act) };
}

/**
 * The very object that was there before the last act; the same history where there is none. Where something was adopted
 * since, only what the act itself did is taken back, and what was changed elsewhere as well stays as it is there. Where
 * nothing of the act is left to take back, the history comes without it and its definition is the same.
 */
export function undo(history: EditHistory): EditHistory {
  const { present, past, future } = history;
  const last = past.at(-1);
  if (last === undefined) return history;
  const before = between({ from: last.after, to: last.before, present });
  if (before === present) return { ...history, past: past.slice(0, -1) };
  return { present: before, past: past.slice(0, -1), future: [...future, before === last.before ? last : { ...last, before, after: present }] };
}

/** The very object that was there after the act taken back last; the same history where there is none. As {@link undo} where something was adopted. */
export function redo(history: EditHistory): EditHistory {
  const { present, past, future } = history;
  const next = future.at(-1);
  if (next === undefined) return history;
  const after = between({ from: next.before, to: next.after, present });
  if (after === present) return { ...history, future: future.slice(0, -1) };
  return { present: after, past: [...past, after === next.after ? next : { ...next, before: present, after }], future: future.slice(0, -1) };
}

/** What leads from one definition to another, done to the one there is; that very one where it was changed in the same places. */
function between({ from, to, present }: { readonly from: JsonObject; readonly to: JsonObject; readonly present: JsonObject }): JsonObject {
  if (from === present) return to;
  // Of places that both moved, the one of the first side stays.
  const { definition } = mergeDefinitions({ base: from, ours: present, theirs: to });
  return definition === undefined || sameJson(definition, present) ? present : definition;
}
