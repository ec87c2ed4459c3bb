import { findTransition, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { deletesBody } from '../bodies/body-commands.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { countSelected } from './select-commands.ts';

const words = canvasWords.commands;

/** Taking away, and turning a transition round. */
export const deleteCommands: readonly DesignerCommand[] = [
  { id: 'canvas.delete', title: words.delete, group: 'edit', keys: ['Delete', 'Backspace'], isAboutSelected: true, obstacle: nothingToDelete, run: remove },
  {
    id: 'canvas.delete_reconnect',
    title: words.deleteReconnect,
    group: 'edit',
    keys: ['Mod+Delete', 'Mod+Backspace'],
    isAboutSelected: true,
    obstacle: (context) => nothingToDelete(context) ?? (context.session.get().selection.nodes.length === 0 ? canvasWords.noNodeSelected : undefined),
    run: ({ view }) => { view.set({ dialog: { name: 'delete', reconnect: true } }); },
  },
  {
    id: 'canvas.reverse',
    title: words.reverse,
    group: 'edit',
    keys: [],
    obstacle: ({ session }) => (session.get().isReadOnly ? canvasWords.readOnly : session.get().selection.transitions.length === 1 ? undefined : canvasWords.nothingSelected),
    run({ session }) {
      const { definition, selection } = session.get();
      const [id = ''] = selection.transitions;
      const transition = findTransition(definition, id);
      const [from, to] = [transition && textIn(transition, 'from'), transition && textIn(transition, 'to')];
      if (from !== undefined && to !== undefined) session.edit({ kind: 'redirect', transition: id, from: to, to: from });
    },
  },
];

/** On the line of a body it is the body that goes, and not what it belongs to. */
function remove(context: CommandContext): void {
  if (!deletesBody(context)) context.view.set({ dialog: { name: 'delete', reconnect: false } });
}

function nothingToDelete({ session }: CommandContext): string | undefined {
  if (session.get().isReadOnly) return canvasWords.readOnly;
  return countSelected(session) === 0 ? canvasWords.nothingSelected : undefined;
}
