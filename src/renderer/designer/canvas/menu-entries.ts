import { canvasWords } from '../../strings/designer-canvas.ts';
import { bodyCommands } from '../bodies/body-commands.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { arrangeCommands } from './arrange-commands.ts';
import type { CanvasUi, OpenMenu } from './canvas-ui.ts';
import { clipboardCommands, paste } from './clipboard-commands.ts';
import { deleteCommands } from './delete-commands.ts';
import { placeIn } from './drawing-of.ts';
import { drawnNow } from './drawn.ts';
import { selectCommands } from './select-commands.ts';
import { addNote, viewCommands } from './view-commands.ts';

export interface MenuEntry {
  readonly id: string;
  readonly title: string;
  readonly group: string;
  readonly keys?: string | undefined;
  readonly obstacle?: string | undefined;
  readonly run: () => void;
  /** A menu of its own, instead of something that is done. */
  readonly inner?: readonly MenuEntry[];
}

const commands = new Map([...selectCommands, ...clipboardCommands, ...deleteCommands, ...arrangeCommands, ...viewCommands, ...bodyCommands].map((command) => [command.id, command]));
const words = canvasWords.menu;

/** What can be done with what a menu is about. */
export function menuEntries(menu: OpenMenu, context: CommandContext, ui: CanvasUi): readonly MenuEntry[] {
  const { target } = menu;
  if (target.kind === 'node') return nodeEntries(target.id, context);
  if (target.kind === 'edge') return edgeEntries(target.id, context);
  if (target.kind === 'note') return [own(context, { id: 'edit_note', title: words.editNote, run: () => { ui.set({ editingNote: target.id }); } }), ...named('remove', ['canvas.delete'], context)];
  return canvasEntries(menu, context);
}

function nodeEntries(id: string, context: CommandContext): readonly MenuEntry[] {
  const { session, view } = context;
  const count = session.get().selection.nodes.length;
  const one: readonly MenuEntry[] = [
    { id: 'configure', title: words.configure, group: 'own', keys: 'e', run: () => { configure(context, `nodes.${id}`); } },
    own(context, { id: 'rename', title: words.rename, keys: 'F2', run: () => { view.set({ dialog: { name: 'rename', node: id } }); } }),
    own(context, { id: 'connect', title: words.connect, keys: 'c', run: () => { view.set({ dialog: { name: 'connect', from: id } }); } }),
  ];
  return [
    ...(count > 1 ? [] : one),
    ...named('clipboard', ['canvas.copy', 'canvas.cut', 'canvas.paste', 'canvas.duplicate'], context),
    alignEntry(context),
    // Only where there are several bodies these are of use.
    ...named('bodies', bodyCommands.map((command) => command.id), context).filter(({ obstacle }) => obstacle === undefined),
    ...named('remove', ['canvas.delete', 'canvas.delete_reconnect'], context),
  ];
}

/** Cannot be chosen where nothing in it can. */
function alignEntry(context: CommandContext): MenuEntry {
  const inner = [
    ...named('align', ['left', 'centre', 'right', 'top', 'middle', 'bottom'].map((name) => `canvas.align_${name}`), context),
    ...named('distribute', ['canvas.distribute_across', 'canvas.distribute_down'], context),
  ];
  return { id: 'align', title: words.align, group: 'arrange', obstacle: inner.every(({ obstacle }) => obstacle !== undefined) ? inner[0]?.obstacle : undefined, run() {}, inner };
}

function edgeEntries(id: string, context: CommandContext): readonly MenuEntry[] {
  return [
    { id: 'configure', title: words.configure, group: 'own', keys: 'e', run: () => { configure(context, `transitions.${id}`); } },
    own(context, { id: 'add_here', title: words.addHere, keys: 'Insert', run: () => { context.view.set({ dialog: { name: 'add_node', splice: id } }); } }),
    ...named('own', ['canvas.reverse'], context),
    ...named('remove', ['canvas.delete'], context),
  ];
}

function canvasEntries({ point }: OpenMenu, context: CommandContext): readonly MenuEntry[] {
  const { session, view } = context;
  const { region } = session.get();
  const pasting = commands.get('canvas.paste');
  return [
    own(context, { id: 'add', title: words.add, keys: 'Insert', run: () => { view.set({ dialog: { name: 'add_node', at: placeIn(drawnNow(session).drawing, region, point) } }); } }),
    own(context, { id: 'note', title: canvasWords.commands.addNote, keys: 'n', run: () => { addNote(context, point); } }),
    { id: 'paste', title: canvasWords.commands.paste, group: 'own', keys: pasting?.keys[0], obstacle: pasting?.obstacle?.(context), run: () => void paste(context, point) },
    ...named('select', ['canvas.select_all'], context),
    ...named('arrange', ['canvas.tidy', 'canvas.tidy_always'], context),
    ...named('view', ['canvas.fit', 'canvas.actual_size'], context),
  ];
}

function configure({ session, view }: CommandContext, where: string): void {
  const [noun, id = ''] = where.split('.');
  session.select({ nodes: noun === 'nodes' ? [id] : [], transitions: noun === 'transitions' ? [id] : [], notes: [] });
  view.set({ isInspectorOpen: true, field: where });
}

/** One that changes the workflow. */
function own({ session }: CommandContext, entry: Pick<MenuEntry, 'id' | 'title' | 'keys' | 'run'>): MenuEntry {
  return { ...entry, group: 'own', obstacle: session.get().isReadOnly ? canvasWords.readOnly : undefined };
}

function named(group: string, ids: readonly string[], context: CommandContext): MenuEntry[] {
  return ids.map((id) => commands.get(id)).filter((command): command is DesignerCommand => command !== undefined).map((command) => ({
    id: command.id,
    title: command.title,
    group,
    keys: command.keys[0],
    obstacle: command.obstacle?.(context),
    run: () => { command.run(context); },
  }));
}
