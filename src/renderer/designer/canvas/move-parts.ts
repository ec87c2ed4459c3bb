import { applyEdit } from '../../../core/domain/model/edit/apply-edit.ts';
import { transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { sayNews } from '../../components/toasts.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import type { CommandContext } from '../commands/designer-command.ts';

/** Moves what an edit moves and says so; what was cut by it is told, and where the gap can be closed that is offered until something else is done. False where nothing moved. */
export function moveParts({ session, view }: CommandContext, edit: Edit, words: (cut: number) => string): boolean {
  const before = session.get().definition;
  if (!session.edit(edit)) return false;
  const after = session.get().definition;
  const said = words(cutBetween(before, after));
  const closed = closedGap(before, edit);
  if (closed === undefined) {
    view.announce(said);
    return true;
  }
  const close = sayNews(said, {
    isBad: false,
    action: {
      label: canvasWords.closeGap,
      run: () => {
        if (session.get().definition !== after) return;
        session.undo();
        if (session.edit(closed)) view.announce(canvasWords.gapClosed);
      },
    },
  });
  const stop = session.subscribe(() => {
    if (session.get().definition === after) return;
    stop();
    close();
  });
  return true;
}

/** The same move by which what led to the nodes leads on to where they led; undefined where that keeps no more than the move alone. */
function closedGap(before: JsonObject, edit: Edit): Edit | undefined {
  if (edit.kind !== 'move_into') return undefined;
  const closed: Edit = { ...edit, reconnect: true };
  return cutBetween(before, applyEdit(before, closed)) < cutBetween(before, applyEdit(before, edit)) ? closed : undefined;
}

/** How many transitions went as something moved to another body: each leads from one node of a body to another of it. */
function cutBetween(before: JsonObject, after: JsonObject): number {
  return transitionsIn(before).length - transitionsIn(after).length;
}
