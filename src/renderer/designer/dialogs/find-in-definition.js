import { idOf, listIn, nameOf, nodesIn, textIn, transitionName, transitionsIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonList, isJsonObject } from '../../../core/domain/model/json.ts';
/** Where every word that was typed stands: nodes first, in the order of the workflow; everything where nothing was typed. */
export function findInDefinition(definition, typed) {
    const wanted = typed.toLowerCase().split(/\s+/u).filter(Boolean);
    const nodes = nodesIn(definition);
    const found = [
        ...nodes.map((node) => placeOf(node, { where: `nodes.${idOf(node)}`, group: 'nodes', title: nameOf(node), texts: [idOf(node), ...textsOf(node['config'])] })),
        ...nodes.flatMap((node) => actionsOf(node)),
        ...transitionsIn(definition).map((one) => placeOf(one, { where: `transitions.${idOf(one)}`, group: 'transitions', title: transitionName(definition, one), texts: [idOf(one), ...textsOf(one['triggers']), ...textsOf(one['validators'])] })),
    ];
    return found.flatMap((searched) => matched(searched, wanted));
}
function actionsOf(node) {
    return [...listIn(node, 'entry'), ...listIn(node, 'exit')].map((action) => placeOf(action, { where: `nodes.${idOf(node)}.actions.${idOf(action)}`, group: 'actions', title: nameOf(action), inside: nameOf(node), texts: [idOf(action), textIn(action, 'type') ?? '', ...textsOf(action['config'])] }));
}
function placeOf(part, place) {
    return { ...place, type: textIn(part, 'type') ?? '' };
}
function matched({ texts, inside = '', ...place }, wanted) {
    const all = [place.title, ...texts].map((text) => text.toLowerCase());
    if (!wanted.every((word) => all.some((text) => text.includes(word))))
        return [];
    const [first] = wanted;
    const text = first === undefined || place.title.toLowerCase().includes(first) ? undefined : texts.find((one) => one.toLowerCase().includes(first));
    return [{ ...place, note: text === undefined || first === undefined ? inside : around(text, first) }];
}
const wordsAround = 40;
function around(text, word) {
    const at = text.toLowerCase().indexOf(word);
    const from = Math.max(0, at - wordsAround);
    const to = at + word.length + wordsAround;
    return `${from > 0 ? '…' : ''}${text.slice(from, to).replaceAll(/\s+/gu, ' ').trim()}${to < text.length ? '…' : ''}`;
}
/** Every text in a value, however deep. */
function textsOf(value) {
    if (typeof value === 'string')
        return [value];
    if (isJsonList(value))
        return value.flatMap(textsOf);
    return isJsonObject(value) ? Object.values(value).flatMap(textsOf) : [];
}
