import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import { AppError } from '../../../core/domain/model/errors.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { HalfTyped, UnreadSource } from './designer-session.ts';

/**
 * One step of what a person did since the host last had everything; undo and redo are kept as what they led to. Or that all of
 * it up to there was sent to the host, under this name.
 */
export type JournalEntry = { readonly kind: 'edit'; readonly edit: Edit } | { readonly kind: 'become'; readonly definition: JsonObject } | { readonly kind: 'send'; readonly write: string };

/** What stands in fields and is no value of theirs, by the field. */
export interface HalfTexts {
  readonly [field: string]: HalfTyped;
}

/** What was sent to the host, and may have arrived. */
export interface SentDraft {
  readonly write: string;
  readonly definition: JsonObject;
}

/** Whether an entry is a definition from top to bottom: what came before it says nothing any more. */
export function isWholeEntry(entry: JournalEntry): boolean {
  return entry.kind === 'become' || (entry.kind === 'edit' && entry.edit.kind === 'replace');
}

/** Edits of a window that the host does not have. */
export interface EditJournal {
  readonly workflowId: string;
  readonly windowId: string;
  /** The draft the edits began at. */
  readonly revision: number;
  readonly base: JsonObject;
  readonly entries: readonly JournalEntry[];
  /** What stood in the source beside them. */
  readonly source?: UnreadSource | undefined;
  /** What stood in fields beside them, and was no value; by the field. */
  readonly texts?: HalfTexts | undefined;
  readonly keptAt: string;
}

/** What a journal leads to, step by step. */
export interface Replay {
  /** The definition after every step, the last at the end. */
  readonly steps: readonly JsonObject[];
  readonly sent: readonly SentDraft[];
  /** False where a step could not be carried out: it, and what came after it, is not among the steps. */
  readonly isWhole: boolean;
}

/** Does what a journal says, as far as it can be done; what came before a whole definition does not matter for it. */
export function replay({ base, entries }: Pick<EditJournal, 'base' | 'entries'>): Replay {
  const steps: JsonObject[] = [];
  const sent: SentDraft[] = [];
  const whole = entries.findLastIndex(({ kind }) => kind === 'become');
  let now: JsonObject | undefined = base;
  for (const [at, entry] of entries.entries()) {
    if (entry.kind === 'send') {
      if (now !== undefined) sent.push({ write: entry.write, definition: now });
      continue;
    }
    now = entry.kind === 'become' ? entry.definition : edited(now, entry.edit);
    if (now !== undefined) steps.push(now);
    else if (at > whole) return { steps, sent, isWhole: false };
  }
  return { steps, sent, isWhole: true };
}

/** Undefined where it cannot be done. */
function edited(definition: JsonObject | undefined, edit: Edit): JsonObject | undefined {
  if (definition === undefined) return undefined;
  try {
    return applyEdit(definition, edit);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** The definition as it stood on the screen when the journal ended. */
export function replayed(journal: Pick<EditJournal, 'base' | 'entries'>): JsonObject {
  return replay(journal).steps.at(-1) ?? journal.base;
}
