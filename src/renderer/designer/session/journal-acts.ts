import { changeSayer } from '../../../core/domain/model/definition/change-said.ts';
import { diffDefinitions } from '../../../core/domain/model/definition/diff-definitions.ts';
import { editWords } from '../../../core/domain/model/edit/edit-words.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { type EditJournal, isWholeEntry, replay } from './journal-entry.ts';

/** What a journal brings, as undo would name it; letters that go on with each other are one. Of a whole definition it is what differs. */
export function actsIn({ base, entries }: Pick<EditJournal, 'base' | 'entries'>): readonly string[] {
  const last = entries.slice(Math.max(entries.findLastIndex(isWholeEntry), 0)).filter(({ kind }) => kind !== 'send');
  const { steps } = replay({ base, entries: last });
  const words = last.flatMap((entry, at): readonly string[] => {
    const before = steps[at - 1] ?? base;
    const after = steps[at];
    if (after === undefined) return [];
    return entry.kind === 'edit' && !isWholeEntry(entry) ? [editWords(before, entry.edit)] : differences(before, after);
  });
  return words.filter((act, at) => act !== words[at - 1]);
}

function differences(before: JsonObject, after: JsonObject): readonly string[] {
  return diffDefinitions(before, after).map(changeSayer(before, after));
}
