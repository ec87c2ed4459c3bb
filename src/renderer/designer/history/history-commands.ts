import { historyWords } from '../../strings/designer-history.ts';
import type { DesignerCommand } from '../commands/designer-command.ts';

/** Acts on earlier states of the workflow. */
export const historyCommands: readonly DesignerCommand[] = [
  { id: 'history.show', title: historyWords.commands.history, group: 'workflow', keys: ['Mod+Shift+H'], run: ({ view }) => { view.set({ dialog: { name: 'history' } }); } },
];
