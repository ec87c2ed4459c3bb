import { entriesOf, exitsOf, findNode, findTransition, nodeName, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import type { Edit } from '../../../core/domain/model/edit/edit.ts';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { keyWords } from '../../state/key-words.ts';
import { designerDialogWords, outlineWords } from '../../strings/designer-outline.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { moveParts } from '../canvas/move-parts.ts';
import { goToNext, hasSearched } from '../dialogs/last-search.ts';
import { writeNote } from './write-note.ts';
import { chosenKey, chosenLine, regionName } from './chosen-line.ts';
import { lineCommands } from './line-commands.ts';
import { outlineOf } from './outline-handle.ts';
import { bodyBeside, moveEdits, regionAround } from './outline-moves.ts';

const { commands: words, obstacles } = outlineWords;
const findWords = designerDialogWords.find;

/** Acts on nodes, exits and actions that need no picture: they hold on the canvas and the outline alike. */
export const outlineCommands: readonly DesignerCommand[] = [
  { id: 'outline.add', title: words.add, group: 'insert', keys: ['Insert'], isAboutSelected: true, obstacle: readOnly, run: openAdd },
  { id: 'outline.connect', title: words.connect, group: 'insert', keys: ['c', 'Mod+Shift+C'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? withoutNode(context), run: openConnect },
  { id: 'outline.rename', title: words.rename, group: 'edit', keys: ['F2', 'Enter'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? (onlyNote(context) === undefined ? withoutPart(context) : undefined), run: rename },
  { id: 'outline.find', title: words.find, group: 'view', keys: ['Mod+F'], run: ({ view }) => { view.set({ dialog: { name: 'find' } }); } },
  { id: 'outline.find_next', title: findWords.next, group: 'view', keys: ['F3'], obstacle: withoutSearch, run: (context) => { findNext(context, 1); } },
  { id: 'outline.find_previous', title: findWords.previous, group: 'view', keys: ['Shift+F3'], obstacle: withoutSearch, run: (context) => { findNext(context, -1); } },
  { id: 'outline.up', title: words.up, group: 'arrange', keys: ['Alt+ArrowUp'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? withoutPart(context), run: (context) => { move(context, -1); } },
  { id: 'outline.down', title: words.down, group: 'arrange', keys: ['Alt+ArrowDown'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? withoutPart(context), run: (context) => { move(context, 1); } },
  { id: 'outline.into', title: words.into, group: 'arrange', keys: ['Alt+ArrowRight'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? withoutNode(context), run: (context) => { moveTo(context, { find: bodyBeside, none: obstacles.noBody }); } },
  { id: 'outline.out', title: words.out, group: 'arrange', keys: ['Alt+ArrowLeft'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? withoutNode(context), run: (context) => { moveTo(context, { find: regionAround, none: obstacles.outermost }); } },
  { id: 'outline.follow', title: words.follow, group: 'view', keys: ['f'], isAboutSelected: true, obstacle: withoutPart, run: (context) => { follow(context, 'to'); } },
  { id: 'outline.back', title: words.back, group: 'view', keys: ['b'], isAboutSelected: true, obstacle: withoutPart, run: (context) => { follow(context, 'from'); } },
  ...lineCommands,
];

function readOnly({ session }: CommandContext): string | undefined {
  return session.get().isReadOnly ? obstacles.readOnly : undefined;
}

function withoutNode({ session }: CommandContext): string | undefined {
  return session.get().selection.nodes.length === 0 ? obstacles.noNode : undefined;
}

/** The note that alone is selected. */
function onlyNote({ session }: CommandContext): string | undefined {
  const { nodes, transitions, notes } = session.get().selection;
  return nodes.length + transitions.length === 0 && notes.length === 1 ? notes[0] : undefined;
}

function withoutPart({ session }: CommandContext): string | undefined {
  const { nodes, transitions } = session.get().selection;
  return nodes.length + transitions.length === 0 ? obstacles.noPart : undefined;
}

function withoutSearch({ session }: CommandContext): string | undefined {
  return hasSearched(session) ? undefined : findWords.nothingYet(keyWords('Mod+F'));
}

function findNext(context: CommandContext, by: -1 | 1): void {
  const place = goToNext(context, by);
  context.view.announce(place === undefined ? findWords.gone : findWords.at(place.title, place.at, place.of));
}

function openAdd({ session, view }: CommandContext): void {
  const { nodes, transitions } = session.get().selection;
  const [splice] = nodes.length === 0 ? transitions : [];
  view.set({ dialog: { name: 'add_node', ...(splice === undefined ? {} : { splice }) } });
}

function openConnect({ session, view }: CommandContext): void {
  const from = session.get().selection.nodes.at(-1);
  if (from !== undefined) view.set({ dialog: { name: 'connect', from } });
}

/** In place where the outline shows it, in a window elsewhere. */
function rename(context: CommandContext): void {
  const note = onlyNote(context);
  if (note !== undefined) {
    writeNote(context, note);
    return;
  }
  const { session, view } = context;
  const { nodes, transitions } = session.get().selection;
  const [node] = nodes;
  if (view.get().pane === 'outline' && outlineOf(session)?.rename(chosenKey({ session, view })) === true) return;
  if (node !== undefined) view.set({ dialog: { name: 'rename', node } });
  else if (transitions[0] !== undefined) view.jump(`transitions.${transitions[0]}.name`);
}

function move(context: CommandContext, by: -1 | 1): void {
  const { session, view } = context;
  const address = chosenLine(context);
  const edits = address === undefined ? [] : moveEdits(session.get().definition, address, by);
  if (edits.length === 0) view.announce(by === -1 ? obstacles.first : obstacles.last);
  else if (carryOut(context, edits)) view.announce(by === -1 ? outlineWords.movedUp : outlineWords.movedDown);
}

interface Place {
  readonly find: (definition: JsonObject, node: string) => string | undefined;
  readonly none: string;
}

function moveTo(context: CommandContext, { find, none }: Place): void {
  const { session, view } = context;
  const { definition, selection } = session.get();
  const [node] = selection.nodes;
  const region = node === undefined ? undefined : find(definition, node);
  if (region === undefined) view.announce(none);
  else moveParts({ session, view }, { kind: 'move_into', nodes: [...selection.nodes], region, places: {} }, (cut) => outlineWords.movedInto(regionName(session.get().definition, region), cut));
}

/** The node one step further, or one step back. */
function beside(definition: JsonObject, node: string, end: 'from' | 'to'): string | undefined {
  const [next] = end === 'to' ? exitsOf(definition, node) : entriesOf(definition, node);
  return next === undefined ? undefined : textIn(next, end);
}

/** One act, whatever it takes. */
function carryOut({ session }: CommandContext, edits: readonly Edit[]): boolean {
  return edits.every((edit, index) => session.edit(edit, { isContinued: index > 0 }));
}

/** From an exit to where it leads or comes from, from a node along its first exit or back along the first that leads to it. */
function follow({ session, view }: CommandContext, end: 'from' | 'to'): void {
  const { definition, selection } = session.get();
  const transition = selection.transitions[0] === undefined ? undefined : findTransition(definition, selection.transitions[0]);
  const node = transition === undefined ? beside(definition, selection.nodes[0] ?? '', end) : textIn(transition, end);
  if (node === undefined || findNode(definition, node) === undefined) {
    view.announce(end === 'to' ? obstacles.noWayOn : obstacles.noWayBack);
    return;
  }
  session.select({ nodes: [node], transitions: [], notes: [] });
  if (view.get().pane === 'outline') outlineOf(session)?.focus(`nodes.${node}`);
  else view.canvas.handle?.reveal(node);
  view.announce(nodeName(definition, node));
}
