import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { AppError } from '../../../core/domain/model/errors.ts';
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

/** What a journal leads to, step by step. */
export interface Replay {
  /** The definition after every step, the last at the end; what came before a whole definition says nothing any more. */
  readonly steps: readonly JsonObject[];
  /** False where a step could not be carried out: it, and what came after it, is not among the steps. */
  readonly isWhole: boolean;
}

/** Does what a journal says, as far as it can be done. */
export function replay({ base, entries }: Pick<EditJournal, 'base' | 'entries'>): Replay {
  const steps: JsonObject[] = [];
  for (const entry of entries.slice(Math.max(entries.findLastIndex(({ kind }) => kind === 'become'), 0))) {
    try {
      steps.push(entry.kind === 'become' ? entry.definition : applyEdit(steps.at(-1) ?? base, entry.edit));
    } catch (error) {
      if (error instanceof AppError) return { steps, isWhole: false };
      throw error;
    }
  }
  return { steps, isWhole: true };
}

/** The definition as it stood on the screen when the journal ended. */
export function replayed(journal: Pick<EditJournal, 'base' | 'entries'>): JsonObject {
  return replay(journal).steps.at(-1) ?? journal.base;
}
