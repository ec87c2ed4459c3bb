import { freshId } from '../../../core/domain/model/edit/fresh-ids.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { noteSize } from './notes.ts';
import { onGrid } from './snap.ts';

const words = canvasWords.commands;

/** Looking closer and further, the menu, and notes. */
export const viewCommands: readonly DesignerCommand[] = [
  { id: 'canvas.fit', title: words.fit, group: 'view', keys: ['1'], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.fit() },
  { id: 'canvas.actual_size', title: words.actualSize, group: 'view', keys: ['0'], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.zoomTo(1) },
  { id: 'canvas.zoom_in', title: words.zoomIn, group: 'view', keys: ['+', 'Mod+='], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.zoomBy(1.25) },
  { id: 'canvas.zoom_out', title: words.zoomOut, group: 'view', keys: ['-', 'Mod+-'], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.zoomBy(0.8) },
  { id: 'canvas.menu', title: words.menu, group: 'view', keys: ['Shift+F10', 'ContextMenu'], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.openMenu() },
  {
    id: 'canvas.add_note',
    title: words.addNote,
    group: 'insert',
    keys: ['n'],
    obstacle: ({ session }) => (session.get().isReadOnly ? canvasWords.readOnly : undefined),
    run: (context) => { addNote(context, context.view.canvas.handle?.middle() ?? { x: 0, y: 0 }); },
  },
];

function withoutCanvas({ view }: CommandContext): string | undefined {
  return view.canvas.handle === undefined ? canvasWords.noCanvas : undefined;
}

/** An empty note at a point; it is selected, and writing begins. */
export function addNote({ session, view }: CommandContext, { x, y }: { readonly x: number; readonly y: number }): void {
  const id = freshId(session.get().definition, 'notes', 'note');
  const value = { text: '', x: onGrid(x), y: onGrid(y), width: noteSize.width, height: noteSize.height };
  if (session.edit({ kind: 'set', at: 'workflow', path: ['canvasNotes', id], value })) view.canvas.handle?.reveal(id);
}
