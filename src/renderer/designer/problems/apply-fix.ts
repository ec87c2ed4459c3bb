import { problemWords } from '../../strings/designer-problems.ts';
import type { CommandContext } from '../commands/designer-command.ts';
import type { QuickFix } from './fixes/quick-fix.ts';

/** Carries out a fix as one act that one undo takes back, and says so. */
export function applyFix({ session, view }: CommandContext, { title, edits }: QuickFix): void {
  const [first, ...rest] = edits;
  if (first === undefined || !session.edit(first)) return;
  // Each goes on with the one before it, so that all are undone together; one that cannot be done takes the rest with it.
  if (!rest.every((edit) => session.edit(edit, { isContinued: true }))) {
    session.undo();
    return;
  }
  view.announce(problemWords.fixed(title));
}
