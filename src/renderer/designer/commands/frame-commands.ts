import { toggleInspector } from '../frame/inspector-room.ts';
import { walkPanes } from '../frame/walk-panes.ts';
import { designerWords } from '../../strings/designer.ts';
import type { DesignerDialog, DesignerPane } from '../session/designer-view.ts';
import type { CommandContext, DesignerCommand } from './designer-command.ts';

const { commands: words, obstacles } = designerWords;

/** Acts on the workflow as a whole, and on what of the designer is shown. */
export const frameCommands: readonly DesignerCommand[] = [
  {
    id: 'frame.undo',
    title: words.undo,
    group: 'edit',
    keys: ['Mod+Z'],
    obstacle: ({ session }) => (session.get().undo === undefined ? obstacles.nothingToUndo : undefined),
    run: ({ session }) => { session.undo(); },
  },
  {
    id: 'frame.redo',
    title: words.redo,
    group: 'edit',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    obstacle: ({ session }) => (session.get().redo === undefined ? obstacles.nothingToRedo : undefined),
    run: ({ session }) => { session.redo(); },
  },
  dialogCommand('checkpoint', ['Mod+S'], readOnly),
  dialogCommand('publish', ['Mod+Shift+P'], toPublish),
  dialogCommand('run', ['F5']),
  dialogCommand('export', ['Mod+Shift+E']),
  dialogCommand('duplicate', []),
  dialogCommand('delete_workflow', []),
  paneCommand('canvas', ['Alt+1']),
  paneCommand('outline', ['o', 'Alt+2']),
  paneCommand('source', ['s', 'Alt+3']),
  {
    id: 'frame.inspector',
    title: words.inspector,
    group: 'view',
    keys: ['Mod+I'],
    run: toggleInspector,
  },
  { id: 'frame.next_pane', title: words.nextPane, group: 'view', keys: ['F6'], run: () => { walkPanes(1); } },
  { id: 'frame.previous_pane', title: words.previousPane, group: 'view', keys: ['Shift+F6'], run: () => { walkPanes(-1); } },
];

type PlainDialog = Extract<DesignerDialog['name'], 'checkpoint' | 'publish' | 'run' | 'export' | 'duplicate' | 'delete_workflow'>;

function dialogCommand(name: PlainDialog, keys: readonly string[], obstacle?: DesignerCommand['obstacle']): DesignerCommand {
  return { id: `frame.${name}`, title: words[name], group: 'workflow', keys, ...(obstacle === undefined ? {} : { obstacle }), run: ({ view }) => { view.set({ dialog: { name } }); } };
}

/** The same key again goes back to the canvas. */
function paneCommand(pane: DesignerPane, keys: readonly string[]): DesignerCommand {
  return { id: `frame.${pane}`, title: words[pane], group: 'view', keys, run: ({ view }) => { view.set({ pane: view.get().pane === pane ? 'canvas' : pane }); } };
}

function readOnly({ session }: CommandContext): string | undefined {
  const { isReadOnly, saving } = session.get();
  if (isReadOnly) return obstacles.readOnly;
  return saving.status === 'conflict' ? obstacles.conflict : undefined;
}

function toPublish(context: CommandContext): string | undefined {
  const { workflow, saving } = context.session.get();
  const isSame = workflow.status === 'published' && saving.status === 'saved';
  return readOnly(context) ?? (isSame ? obstacles.published : undefined);
}
