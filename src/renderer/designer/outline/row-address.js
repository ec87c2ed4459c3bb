import { findNode, findTransition, idOf, regionsIn, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
/** What a key names in the definition: `nodes.review`, `nodes.review.actions.ask`, `transitions.t3` or `regions.body`. */
export function addressOf(definition, key) {
    const [noun, id = '', actions, action] = key.split('.');
    if (noun === 'nodes' && actions === 'actions' && action !== undefined)
        return { kind: 'action', id: action, node: id };
    if (noun === 'nodes')
        return findNode(definition, id) === undefined ? undefined : { kind: 'node', id, node: id };
    if (noun === 'transitions') {
        const from = textIn(findTransition(definition, id) ?? {}, 'from');
        return from === undefined ? undefined : { kind: 'exit', id, node: from };
    }
    const place = regionsIn(definition).find((region) => noun === 'regions' && region.id === id);
    return place?.node === undefined ? undefined : { kind: 'body', id, node: idOf(place.node) };
}
