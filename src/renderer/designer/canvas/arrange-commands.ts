import { findNode, idOf, nodeName, nodesIn, regionOf, withInner } from '../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import type { Point, Rect } from '../../canvas/geometry.ts';
import { readDefinition } from '../../canvas/read-definition.ts';
import { readPlaces } from '../../canvas/read-places.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { type Alignment, align, distribute } from './align.ts';
import { drawnNow } from './drawn.ts';
import { layoutKey } from './layout-key.ts';
import { tidyBeside } from './layout-thread.ts';
import { moveEdit, plainPlaces } from './move-edit.ts';
import { noteRects } from './notes.ts';
import { arrowKeys } from './select-commands.ts';
import type { Arrow } from './nearest-node.ts';
import { gridStep } from './snap.ts';

const words = canvasWords.commands;

const alignKeys: Readonly<Record<Alignment, string>> = { left: 'Alt+L', centre: 'Alt+C', right: 'Alt+R', top: 'Alt+T', middle: 'Alt+M', bottom: 'Alt+B' };
const alignments: readonly Alignment[] = ['left', 'centre', 'right', 'top', 'middle', 'bottom'];
const ways: Readonly<Record<Arrow, Point>> = { up: { x: 0, y: -1 }, down: { x: 0, y: 1 }, left: { x: -1, y: 0 }, right: { x: 1, y: 0 } };
const arrows: readonly Arrow[] = ['up', 'down', 'left', 'right'];

/** Where nodes stand: in line, apart, a little further, and laid out anew. */
export const arrangeCommands: readonly DesignerCommand[] = [
  ...alignments.map((alignment): DesignerCommand => ({
    id: `canvas.align_${alignment}`,
    title: words.align[alignment],
    group: 'arrange',
    keys: [alignKeys[alignment]],
    obstacle: (context) => obstacleToLines(context, 2),
    run(context) {
      arrange(context, 'align', align(selectedRects(context), alignment));
      context.view.announce(canvasWords.announce.aligned);
    },
  })),
  ...(['across', 'down'] as const).map((axis): DesignerCommand => ({
    id: `canvas.distribute_${axis}`,
    title: words.distribute[axis],
    group: 'arrange',
    keys: [axis === 'across' ? 'Alt+H' : 'Alt+V'],
    obstacle: (context) => obstacleToLines(context, 3),
    run(context) {
      arrange(context, 'distribute', distribute(selectedRects(context), axis));
      context.view.announce(canvasWords.announce.distributed);
    },
  })),
  ...arrows.flatMap((arrow): DesignerCommand[] => [nudge(arrow, { by: 1, keys: `Shift+${arrowKeys[arrow]}`, name: 'nudge' }), nudge(arrow, { by: gridStep, keys: `Mod+${arrowKeys[arrow]}`, name: 'step' })]),
  {
    id: 'canvas.tidy',
    title: words.tidy,
    group: 'arrange',
    keys: ['Alt+Y'],
    obstacle: ({ session }) => (session.get().isReadOnly ? canvasWords.readOnly : nodesIn(session.get().definition).length === 0 ? canvasWords.nothingToTidy : undefined),
    run: (context) => void tidyOnce(context),
  },
  {
    id: 'canvas.tidy_always',
    title: words.tidyAlways,
    group: 'arrange',
    keys: ['Alt+Shift+Y'],
    obstacle: ({ session }) => (session.get().isReadOnly ? canvasWords.readOnly : readPlaces(session.get().definition) === undefined ? canvasWords.tidyAlready : undefined),
    run({ session, view }) {
      if (session.edit({ kind: 'tidy_always' })) view.announce(canvasWords.announce.tidyAlways);
    },
  },
];

function nudge(arrow: Arrow, { by, keys, name }: { readonly by: number; readonly keys: string; readonly name: 'nudge' | 'step' }): DesignerCommand {
  return {
    id: `canvas.${name}_${arrow}`,
    title: words[name][arrow],
    group: 'arrange',
    keys: [keys],
    isAboutSelected: true,
    obstacle: ({ session }) => (session.get().isReadOnly ? canvasWords.readOnly : session.get().selection.nodes.length + session.get().selection.notes.length === 0 ? canvasWords.noNodeSelected : undefined),
    run(context) {
      const way = ways[arrow];
      const { definition } = context.session.get();
      const to = new Map([...selectedRects(context, true)].map(([id, { x, y }]) => [id, { x: x + way.x * by, y: y + way.y * by }]));
      arrange(context, 'move', to);
      context.view.announce(canvasWords.announce.moved([...to.keys()].map((id) => (findNode(definition, id) === undefined ? canvasWords.aNote : nodeName(definition, id)))));
    },
  };
}

/** What the last nudge of a session made: the next one goes on with it, so that one undo takes all of them back. */
const nudged = new WeakMap<CommandContext['session'], unknown>();

function arrange({ session }: CommandContext, act: 'move' | 'align' | 'distribute', to: ReadonlyMap<string, Point>): void {
  if (to.size === 0) return;
  const { definition } = session.get();
  const isContinued = act === 'move' && nudged.get(session) === definition;
  session.edit(moveEdit(drawnNow(session), { act, to }), { isContinued });
  if (act === 'move') nudged.set(session, session.get().definition);
}

/** Where selected nodes stand, and notes where they count too. */
function selectedRects({ session }: CommandContext, withNotes = false): ReadonlyMap<string, Rect> {
  const { definition, selection } = session.get();
  const { drawing } = drawnNow(session);
  const rects = new Map<string, Rect>();
  for (const id of outermost(definition, selection.nodes)) {
    const rect = drawing.rects.get(id);
    if (rect !== undefined) rects.set(id, rect);
  }
  const notes = noteRects(definition);
  if (withNotes) for (const id of selection.notes) rects.set(id, notes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 });
  return rects;
}

/** Those that stand in no other one of them: what stands in a container goes with it. */
function outermost(definition: JsonObject, nodes: readonly string[]): readonly string[] {
  const inner = new Set(nodes.flatMap((id) => withInner(findNode(definition, id) ?? {}).slice(1).map(idOf)));
  return nodes.filter((id) => !inner.has(id));
}

/** Asked for with every change on the screen: it looks at the definition only, and draws nothing. */
function obstacleToLines({ session }: CommandContext, least: number): string | undefined {
  const { definition, selection, isReadOnly } = session.get();
  if (isReadOnly) return canvasWords.readOnly;
  const nodes = selection.nodes.length < least ? [] : outermost(definition, selection.nodes);
  if (nodes.length < least) return least === 2 ? canvasWords.fewNodes : canvasWords.fewNodesToDistribute;
  return new Set(nodes.map((id) => regionOf(definition, id))).size > 1 ? canvasWords.mixedBodies : undefined;
}

async function tidyOnce(context: CommandContext): Promise<void> {
  const { session, view } = context;
  const { definition } = session.get();
  const places = await tidyBeside('tidying', { region: readDefinition(definition), sizes: readPlaces(definition) ?? new Map() });
  // Somebody asked for it again meanwhile.
  if (places === undefined) return;
  // What was changed while it was laid out is laid out in its turn.
  if (laidOutBy(session.get().definition) !== laidOutBy(definition)) return await tidyOnce(context);
  if (!session.edit({ kind: 'place', act: 'tidy', places: plainPlaces(places) })) return;
  view.announce(canvasWords.announce.tidied);
  view.canvas.handle?.fit();
}

/** All that tidying goes by, with the sizes people chose. */
function laidOutBy(definition: JsonObject): string {
  const sizes = [...(readPlaces(definition) ?? [])].flatMap(([id, { width, height }]) => (width === undefined && height === undefined ? [] : [JSON.stringify([id, width, height])]));
  return layoutKey(readDefinition(definition)) + sizes.toSorted((one, other) => one.localeCompare(other)).join('');
}
