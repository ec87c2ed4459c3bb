import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';

/** One step of what a person did since the host last had everything. Undo and redo are kept as what they led to. */
export type JournalEntry = { readonly kind: 'edit'; readonly edit: Edit } | { readonly kind: 'become'; readonly definition: JsonObject };

/** Edits of a window that the host does not have. */
export interface EditJournal {
  readonly workflowId: string;
  readonly windowId: string;
  /** The draft the edits began at. */
  readonly revision: number;
  readonly base: JsonObject;
  readonly entries: readonly JournalEntry[];
  readonly keptAt: string;
}

/** The definition as it stood on the screen when the journal ended; what came before a whole definition says nothing any more. */
export function replayed({ base, entries }: Pick<EditJournal, 'base' | 'entries'>): JsonObject {
  const from = Math.max(entries.findLastIndex(({ kind }) => kind === 'become'), 0);
  return entries.slice(from).reduce((definition, entry) => (entry.kind === 'become' ? entry.definition : applyEdit(definition, entry.edit)), base);
}
