import type { CommandContext } from '../commands/designer-command.ts';

/** Takes the focus back to what is edited: the selected thing on the canvas, or the outline. */
export function leaveInspector({ session, view }: CommandContext): void {
  const { nodes, transitions } = session.get().selection;
  const [shown] = [...nodes, ...transitions];
  const { pane } = view.get();
  if (pane === 'canvas' && shown !== undefined && view.canvas.handle !== undefined) {
    view.canvas.handle.reveal(shown);
    return;
  }
  const area = document.querySelector<HTMLElement>('[data-designer-area]');
  const inside = area?.querySelector<HTMLElement>('[role=treegrid] [role=row][tabindex="0"]');
  (inside ?? area)?.focus();
}
