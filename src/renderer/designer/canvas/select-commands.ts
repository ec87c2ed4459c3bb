import { nodeName } from '../../../core/domain/model/edit/definition-reading.ts';
import { canvasWords } from '../../strings/designer-canvas.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { allOf } from '../session/selection-after.ts';
import { drawnNow } from './drawn.ts';
import { rectOf } from './fit-view.ts';
import { type Arrow, nearestNode } from './nearest-node.ts';
import { spokenOrder } from './spoken-order.ts';

const words = canvasWords.commands;
const arrows: readonly Arrow[] = ['up', 'down', 'left', 'right'];
export const arrowKeys: Readonly<Record<Arrow, string>> = { up: 'ArrowUp', down: 'ArrowDown', left: 'ArrowLeft', right: 'ArrowRight' };

/** Choosing by keyboard: everything, nothing, and from what is selected to the nearest node. */
export const selectCommands: readonly DesignerCommand[] = [
  {
    id: 'canvas.select_all',
    title: words.selectAll,
    group: 'edit',
    keys: ['Mod+A'],
    run({ session, view }) {
      const { definition, region } = session.get();
      const all = allOf(definition, region);
      session.select(all);
      view.announce(canvasWords.announce.selected(all.nodes.length + all.transitions.length + all.notes.length));
    },
  },
  {
    id: 'canvas.select_none',
    title: words.selectNone,
    group: 'edit',
    keys: ['Escape'],
    obstacle: ({ session, view }) => (countSelected(session) === 0 && view.get().found === undefined ? canvasWords.nothingSelected : undefined),
    run({ session, view }) {
      view.set({ found: undefined });
      session.select({ nodes: [], transitions: [], notes: [] });
      view.announce(canvasWords.announce.selected(0));
    },
  },
  ...arrows.map((arrow): DesignerCommand => ({
    id: `canvas.nearest_${arrow}`,
    title: words.nearest[arrow],
    group: 'view',
    keys: [arrowKeys[arrow]],
    isAboutSelected: true,
    obstacle: ({ view, session }) => (view.get().pane !== 'canvas' ? canvasWords.noCanvas : spokenOrder(session.get().definition).length === 0 ? canvasWords.noNodes : undefined),
    run: (context) => { goTo(context, arrow); },
  })),
];

/** How many things are selected. */
export function countSelected(session: CommandContext['session']): number {
  const { nodes, transitions, notes } = session.get().selection;
  return nodes.length + transitions.length + notes.length;
}

function goTo({ session, view }: CommandContext, arrow: Arrow): void {
  const { definition, selection: { nodes, transitions, notes } } = session.get();
  const drawn = drawnNow(session);
  const from = nodes.at(-1) ?? transitions.at(-1) ?? notes.at(-1);
  const own = from === undefined ? undefined : rectOf(drawn, from);
  const to = own === undefined ? spokenOrder(definition)[0] : nearestNode(drawn.drawing.rects, own, arrow);
  if (to === undefined) {
    view.announce(canvasWords.announce.noNearest);
    return;
  }
  session.select({ nodes: [to], transitions: [], notes: [] });
  view.canvas.handle?.reveal(to);
  if (view.canvas.handle === undefined) view.announce(nodeName(definition, to));
}
