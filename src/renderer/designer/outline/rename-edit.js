import { findNode, findTransition, listIn, textIn, idOf } from '../../../core/domain/model/edit/definition-reading.ts';
/** The edit that gives a node, a transition or an action another name; none where it is the same. A node keeps its name where nothing is written. */
export function renameEdit(definition, { kind, id, node }, written) {
    const name = written.trim();
    if (kind === 'body')
        return undefined;
    if (kind === 'exit')
        return changed(textIn(findTransition(definition, id) ?? {}, 'name'), name, { at: `transitions.${id}`, path: ['name'] });
    const found = findNode(definition, node) ?? {};
    if (kind === 'node')
        return name === '' ? undefined : changed(textIn(found, 'name'), name, { at: `nodes.${id}`, path: ['name'] });
    const list = listIn(found, 'entry').some((action) => idOf(action) === id) ? 'entry' : 'exit';
    const index = listIn(found, list).findIndex((action) => idOf(action) === id);
    return changed(textIn(listIn(found, list)[index] ?? {}, 'name'), name, { at: `nodes.${node}`, path: [list, index, 'name'] });
}
function changed(before, name, place) {
    if ((before ?? '') === name)
        return undefined;
    return { kind: 'set', ...place, ...(name === '' ? {} : { value: name }) };
}
