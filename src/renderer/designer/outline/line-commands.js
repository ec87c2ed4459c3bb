import { findNode, idOf, listIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { outlineWords } from '../../strings/designer-outline.ts';
import { chosenKey, chosenLine } from './chosen-line.ts';
import { focusInspector } from './focus-inspector.ts';
import { outlineOf } from './outline-handle.ts';
const { commands: words, obstacles } = outlineWords;
/** Acts on what a line stands for: its fields, its actions, the ends of an exit. */
export const lineCommands = [
    { id: 'outline.edit', title: words.edit, group: 'edit', keys: ['e'], obstacle: withoutLine, run: editFields },
    { id: 'outline.add_action', title: words.addAction, group: 'insert', keys: ['a'], obstacle: (context) => readOnly(context) ?? withoutNode(context), run: openAddAction },
    { id: 'outline.delete_action', title: words.deleteAction, group: 'edit', keys: [], obstacle: (context) => readOnly(context) ?? (chosenLine(context)?.kind === 'action' ? undefined : obstacles.noAction), run: deleteAction },
    { id: 'outline.redirect', title: words.redirect, group: 'edit', keys: ['r'], obstacle: (context) => readOnly(context) ?? (chosenLine(context)?.kind === 'exit' ? undefined : obstacles.noExit), run: openRedirect },
];
function readOnly({ session }) {
    return session.get().isReadOnly ? obstacles.readOnly : undefined;
}
function withoutLine(context) {
    return chosenLine(context) === undefined ? obstacles.noPart : undefined;
}
function withoutNode(context) {
    return chosenLine(context) === undefined || context.session.get().selection.nodes.length === 0 ? obstacles.noNode : undefined;
}
/** Opens its fields and goes there. */
function editFields(context) {
    const { session, view } = context;
    const line = chosenLine(context);
    if (line === undefined)
        return;
    if (line.kind === 'action')
        view.jump(chosenKey(context));
    else {
        session.select({ nodes: line.kind === 'exit' ? [] : [line.node], transitions: line.kind === 'exit' ? [line.id] : [], notes: [] });
        view.set({ isInspectorOpen: true });
    }
    focusInspector();
}
function openAddAction({ session, view }) {
    const node = session.get().selection.nodes.at(-1);
    if (node !== undefined)
        view.set({ dialog: { name: 'add_action', node } });
}
function openRedirect(context) {
    const line = chosenLine(context);
    if (line?.kind === 'exit')
        context.view.set({ dialog: { name: 'redirect', transition: line.id } });
}
/** Takes the action of the line out of its node, whose line has the focus then. */
export function deleteAction(context) {
    const { session, view } = context;
    const line = chosenLine(context);
    if (line?.kind !== 'action')
        return;
    const node = findNode(session.get().definition, line.node) ?? {};
    const list = listIn(node, 'entry').some((action) => idOf(action) === line.id) ? 'entry' : 'exit';
    const index = listIn(node, list).findIndex((action) => idOf(action) === line.id);
    if (index >= 0 && session.edit({ kind: 'take', at: `nodes.${line.node}`, list: [list], index }))
        view.announce(outlineWords.actionDeleted);
    outlineOf(session)?.focus(`nodes.${line.node}`);
}
