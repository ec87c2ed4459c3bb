import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import type { QuickFix } from './fixes/quick-fix.ts';

/** Carries out a fix as one act that one undo takes back, and says so. One that cannot be done as a whole changes nothing. */
export function applyFix({ session, view }: CommandContext, { title, edits }: QuickFix): void {
  const refusal = refusalOf(session.get().definition, edits);
  if (refusal !== undefined) {
    view.announce(problemWords.notFixed(title, refusal));
    return;
  }
  // Each goes on with the one before it, so that all are undone together.
  if (edits.every((edit, at) => session.edit(edit, { isContinued: at > 0 }))) view.announce(problemWords.fixed(title));
}

function refusalOf(definition: JsonObject, edits: QuickFix['edits']): string | undefined {
  try {
    edits.reduce<JsonObject>((before, edit) => applyEdit(before, edit), definition);
    return undefined;
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw error;
  }
}
