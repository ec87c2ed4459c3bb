import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Finding } from '../../../core/domain/operations/workflows.ts';
import { inSlices } from '../../state/in-slices.ts';
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

/** Mends every finding that has the same fix, as one act. The page goes on meanwhile; given up once the list has left. */
export async function mendAll(context: CommandContext, same: SameFix, { kinds, signal }: { readonly kinds: FixContext; readonly signal: AbortSignal }): Promise<void> {
  const { session, view } = context;
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { definition } = session.get();
    // oxlint-disable-next-line no-await-in-loop -- What was typed meanwhile has the mending begin again.
    const done = await inSlices(fixForAll(same, { ...kinds, definition }), signal);
    if (done === undefined) break;
    if (session.get().definition !== definition) continue;
    if (done.count === 0) break;
    applyFix(context, { title: problemWords.fixes.inAll(same.title, done.count), edits: done.edits });
    return;
  }
  view.announce(problemWords.notFixed(same.title, problemWords.changedMeanwhile));
}

/** How often it begins again where somebody writes meanwhile. */
const mostTries = 3;

/** Carries out a fix as one act that one undo takes back, and says so. One that cannot be done as a whole changes nothing. */
export function applyFix({ session, view }: CommandContext, { title, edits }: QuickFix): void {
  // One edit is refused as a whole by itself, and a definition that is written whole takes long to look at.
  const refusal = edits.length === 1 && edits[0]?.kind === 'replace' ? undefined : refusalOf(session.get().definition, edits);
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
