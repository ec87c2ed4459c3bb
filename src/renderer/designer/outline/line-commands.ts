import { findNode, idOf, listIn, nameOf } from '../../../core/domain/model/edit/definition-reading.ts';
import { actTitle } from '../../canvas/definition-words.ts';
import { outlineWords } from '../../strings/designer-outline.ts';
import type { CommandContext, DesignerCommand } from '../commands/designer-command.ts';
import { chosenKey, chosenLine } from './chosen-line.ts';
import { focusInspector } from './focus-inspector.ts';
import { keyPastAction } from './line-after.ts';
import { outlineOf } from './outline-handle.ts';

const { commands: words, obstacles } = outlineWords;

/** Acts on what a line stands for: its fields, its actions, the ends of an exit. */
export const lineCommands: readonly DesignerCommand[] = [
  { id: 'outline.edit', title: words.edit, group: 'edit', keys: ['e'], isAboutSelected: true, obstacle: withoutLine, run: editFields },
  { id: 'outline.add_action', title: words.addAction, group: 'insert', keys: ['a'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? withoutNode(context), run: openAddAction },
  { id: 'outline.delete_action', title: words.deleteAction, group: 'edit', keys: [], obstacle: (context) => readOnly(context) ?? (chosenLine(context)?.kind === 'action' ? undefined : obstacles.noAction), run: deleteAction },
  { id: 'outline.redirect', title: words.redirect, group: 'edit', keys: ['r'], isAboutSelected: true, obstacle: (context) => readOnly(context) ?? (chosenLine(context)?.kind === 'exit' ? undefined : obstacles.noExit), run: openRedirect },
];

function readOnly({ session }: CommandContext): string | undefined {
  return session.get().isReadOnly ? obstacles.readOnly : undefined;
}

function withoutLine(context: CommandContext): string | undefined {
  return chosenLine(context) === undefined ? obstacles.noPart : undefined;
}

function withoutNode(context: CommandContext): string | undefined {
  return chosenLine(context) === undefined || context.session.get().selection.nodes.length === 0 ? obstacles.noNode : undefined;
}

/** Opens its fields and goes there. */
function editFields(context: CommandContext): void {
  const { session, view } = context;
  const line = chosenLine(context);
  if (line === undefined) return;
  if (line.kind === 'action' || line.kind === 'note') view.jump(chosenKey(context));
  else {
    session.select({ nodes: line.kind === 'exit' ? [] : [line.node], transitions: line.kind === 'exit' ? [line.id] : [], notes: [] });
    view.set({ isInspectorOpen: true });
  }
  focusInspector();
}

function openAddAction({ session, view }: CommandContext): void {
  const node = session.get().selection.nodes.at(-1);
  if (node !== undefined) view.set({ dialog: { name: 'add_action', node } });
}

function openRedirect(context: CommandContext): void {
  const line = chosenLine(context);
  if (line?.kind === 'exit') context.view.set({ dialog: { name: 'redirect', transition: line.id } });
}

/** Takes the action of the line out of its node; the next line has the focus then. */
export function deleteAction(context: CommandContext): void {
  const { session, view } = context;
  const line = chosenLine(context);
  if (line?.kind !== 'action') return;
  const node = findNode(session.get().definition, line.node) ?? {};
  const list = listIn(node, 'entry').some((action) => idOf(action) === line.id) ? 'entry' : 'exit';
  const index = listIn(node, list).findIndex((action) => idOf(action) === line.id);
  const [next, name] = [keyPastAction(session.get().definition, { node: line.node, action: line.id }), actTitle(listIn(node, list)[index] ?? {})];
  if (index < 0 || !session.edit({ kind: 'take', at: `nodes.${line.node}`, list: [list], index })) return;
  view.announce(outlineWords.actionDeleted(name, nameOf(node)));
  outlineOf(session)?.choose(next);
}
