import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { problemWords } from '../../strings/designer-problems.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import { fixForAll, type SameFix } from './fixes/fix-for-all.ts';
import { quickFixesOf } from './fixes/fixes-by-code.ts';
import type { FixContext, QuickFix } from './fixes/quick-fix.ts';

/** Mends a finding by the fix of a title, as the definition stands now: since it was found, something may have changed. */
export function mend(context: CommandContext, { finding, title }: { readonly finding: Finding; readonly title: string }, kinds: FixContext): void {
  const fix = quickFixesOf(finding, { ...kinds, definition: context.session.get().definition }).find((one) => one.title === title);
  if (fix === undefined) context.view.announce(problemWords.notFixed(title, problemWords.changedMeanwhile));
  else if (fix.field === undefined) applyFix(context, fix);
  else context.view.jump(fix.field);
}

/** Mends every finding that has the same fix, as one act. */
export function mendAll(context: CommandContext, same: SameFix, kinds: FixContext): void {
  const { count, edits } = fixForAll(same, { ...kinds, definition: context.session.get().definition });
  if (count === 0) context.view.announce(problemWords.notFixed(same.title, problemWords.changedMeanwhile));
  else applyFix(context, { title: problemWords.fixes.inAll(same.title, count), edits });
}

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
