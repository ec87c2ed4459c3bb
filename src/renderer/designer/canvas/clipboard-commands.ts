import { findNode } from '../../../core/domain/model/edit/definition-reading.ts';
import { type Fragment, fragmentOf, pasteEdit } from '../../../core/domain/model/edit/fragment.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import { duplicatesBody } from '../bodies/body-commands.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { readClipboard, writeClipboard } from './clipboard.ts';
import { placeIn } from './drawing-of.ts';
import { drawnNow } from './drawn.ts';
import { unwrittenPlaces } from './move-edit.ts';
import { onGrid } from './snap.ts';

const words = canvasWords.commands;
const announce = canvasWords.announce;

/** Nodes to the clipboard and from it, within a workflow, to another one and to another window. */
export const clipboardCommands: readonly DesignerCommand[] = [
  { id: 'canvas.copy', title: words.copy, group: 'edit', keys: ['Mod+C'], isAboutSelected: true, obstacle: withoutNodes, run: (context) => void copy(context) },
  {
    id: 'canvas.cut',
    title: words.cut,
    group: 'edit',
    keys: ['Mod+X'],
    isAboutSelected: true,
    obstacle: (context) => readOnly(context) ?? withoutNodes(context),
    run: (context) => void cut(context),
  },
  { id: 'canvas.paste', title: words.paste, group: 'edit', keys: ['Mod+V'], obstacle: readOnly, run: (context) => void paste(context) },
  {
    id: 'canvas.duplicate',
    title: words.duplicate,
    group: 'edit',
    keys: ['Mod+D'],
    isAboutSelected: true,
    obstacle: (context) => readOnly(context) ?? withoutNodes(context),
    run(context) {
      const fragment = duplicatesBody(context) ? undefined : chosen(context);
      if (fragment !== undefined) insert(context, fragment, { act: 'duplicate' });
    },
  },
];

function readOnly({ session }: CommandContext): string | undefined {
  return session.get().isReadOnly ? canvasWords.readOnly : undefined;
}

function withoutNodes({ session }: CommandContext): string | undefined {
  return session.get().selection.nodes.length === 0 ? canvasWords.noNodeSelected : undefined;
}

function chosen({ session }: CommandContext): Fragment | undefined {
  const { definition, selection } = session.get();
  return fragmentOf(definition, selection.nodes, unwrittenPlaces(drawnNow(session)));
}

async function copy(context: CommandContext): Promise<void> {
  const fragment = chosen(context);
  if (fragment === undefined) return;
  await writeClipboard(fragment);
  context.view.announce(announce.copied(fragment.nodes.length));
}

async function cut(context: CommandContext): Promise<void> {
  const fragment = chosen(context);
  if (fragment === undefined) return;
  const { nodes } = context.session.get().selection;
  await writeClipboard(fragment);
  if (context.session.edit({ kind: 'remove', nodes: [...nodes], transitions: [], notes: [], reconnect: false })) context.view.announce(announce.cut(fragment.nodes.length));
}

/** Pastes what is on the clipboard: where the pointer asked for it, in the middle of what is in sight, else beside the original. */
export async function paste(context: CommandContext, at?: { readonly x: number; readonly y: number }): Promise<void> {
  const fragment = await readClipboard();
  if (fragment === undefined) context.view.announce(announce.noneToPaste);
  else insert(context, fragment, { act: 'paste', ...(at === undefined ? {} : { point: at }) });
}

interface Insertion {
  readonly act: 'paste' | 'duplicate';
  /** Of the canvas, where the pointer asked for it. */
  readonly point?: { readonly x: number; readonly y: number };
}

function insert(context: CommandContext, fragment: Fragment, { act, point }: Insertion): void {
  const { session, view } = context;
  const { definition, region } = session.get();
  const isForeign = act === 'paste' && !fragment.nodes.some(({ id }) => typeof id === 'string' && findNode(definition, id) !== undefined);
  const where = point ?? (isForeign ? view.canvas.handle?.middle() : undefined);
  const at = where === undefined ? undefined : placeIn(drawnNow(session).drawing, region, { x: onGrid(where.x), y: onGrid(where.y) });
  const edit = pasteEdit(definition, fragment, { region, act, ...(at === undefined ? {} : { at }) });
  // Where the layout is made anew with every change, what comes in is laid out with the rest.
  const fitting = edit.kind === 'paste' && readPlaces(definition) === undefined ? { ...edit, places: {} } : edit;
  if (!session.edit(fitting)) return;
  const [first] = session.get().selection.nodes;
  if (first !== undefined) view.canvas.handle?.reveal(first);
  view.announce(announce[act](session.get().selection.nodes.length));
}
