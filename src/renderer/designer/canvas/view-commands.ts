import { freshId } from '../../../core/domain/model/edit/fresh-ids.ts';
import { overlap, type Point } from '../../canvas/geometry.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { writeNote } from '../outline/write-note.ts';
import { drawnNow } from './drawn.ts';
import { noteSize } from './notes.ts';
import { onGrid } from './snap.ts';

const words = canvasWords.commands;

/** Looking closer and further, the menu, and notes. */
export const viewCommands: readonly DesignerCommand[] = [
  { id: 'canvas.fit', title: words.fit, group: 'view', keys: ['1'], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.fit() },
  { id: 'canvas.actual_size', title: words.actualSize, group: 'view', keys: ['0'], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.zoomTo(1) },
  { id: 'canvas.zoom_in', title: words.zoomIn, group: 'view', keys: ['+', 'Mod+='], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.zoomBy(1.25) },
  { id: 'canvas.zoom_out', title: words.zoomOut, group: 'view', keys: ['-', 'Mod+-'], obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.zoomBy(0.8) },
  { id: 'canvas.menu', title: words.menu, group: 'view', keys: ['Shift+F10', 'ContextMenu'], isAboutSelected: true, obstacle: withoutCanvas, run: ({ view }) => view.canvas.handle?.openMenu() },
  {
    id: 'canvas.add_note',
    title: words.addNote,
    group: 'insert',
    keys: ['n'],
    obstacle: ({ session }) => (session.get().isReadOnly ? canvasWords.readOnly : undefined),
    run: (context) => { addNote(context, freePlace(context)); },
  },
  {
    id: 'canvas.edit_note',
    title: words.editNote,
    group: 'edit',
    keys: [],
    obstacle: withoutNote,
    run: (context) => {
      const [note] = context.session.get().selection.notes;
      if (note !== undefined) writeNote(context, note);
    },
  },
];

function withoutNote({ session }: CommandContext): string | undefined {
  const { isReadOnly, selection } = session.get();
  if (isReadOnly) return canvasWords.readOnly;
  return selection.notes.length === 1 && selection.nodes.length + selection.transitions.length === 0 ? undefined : canvasWords.noNoteSelected;
}

/** The middle of what is in sight; beside the drawing where nodes stand there. */
function freePlace({ session, view }: CommandContext): Point {
  const middle = view.canvas.handle?.middle() ?? { x: 0, y: 0 };
  const { bounds, rects } = drawnNow(session).drawing;
  const note = { ...middle, ...noteSize };
  return [...rects.values()].some((rect) => overlap(rect, note)) ? { x: bounds.x + bounds.width + 40, y: middle.y } : middle;
}

function withoutCanvas({ view }: CommandContext): string | undefined {
  return view.canvas.handle === undefined ? canvasWords.noCanvas : undefined;
}

/** An empty note at a point; it is selected, and writing begins. */
export function addNote(context: CommandContext, { x, y }: Point): void {
  const { session, view } = context;
  const id = freshId(session.get().definition, 'notes', 'note');
  const value = { text: '', x: onGrid(x), y: onGrid(y), width: noteSize.width, height: noteSize.height };
  if (!session.edit({ kind: 'set', at: 'workflow', path: ['canvasNotes', id], value })) return;
  if (view.canvas.handle === undefined) writeNote(context, id);
  else view.canvas.handle.reveal(id);
}
