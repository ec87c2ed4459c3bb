import type { CommandContext } from '../commands/designer-command.ts';
import { focusInspector } from './focus-inspector.ts';

/** Begins to write a note: where it stands on the canvas, else in the inspector. */
export function writeNote({ view }: CommandContext, note: string): void {
  if (view.canvas.handle?.editNote !== undefined) {
    view.canvas.handle.editNote(note);
    return;
  }
  view.jump(`notes.${note}`);
  focusInspector();
}
