import { exitsOf, idOf, listIn, nameOf, nodeName, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject } from '../../../core/domain/model/json.ts';
import { parameterOf } from '../../canvas/definition-words.ts';
import { outlineWords } from '../../strings/designer-outline.ts';
import { iconOfKind } from '../palette-pane/kinds-to-add.ts';
import { exitLabel, spokenExit, spokenNode } from './spoken-words.ts';
/** The workflow as lines: nodes in declared order, in each its actions, its bodies and its exits in the order they are examined. */
export function outlineRows(source) {
    const { root } = source.definition;
    const kinds = new Map(source.catalogue.map((entry) => [`${entry.group}:${entry.type}`, entry]));
    return isJsonObject(root) ? rowsOfRegion({ ...source, kinds }, root) : [];
}
function rowsOfRegion(source, region) {
    return listIn(region, 'nodes').map((node) => rowOfNode(source, node));
}
function rowOfNode(source, node) {
    const [id, type] = [idOf(node), textIn(node, 'type') ?? ''];
    const kind = source.kinds.get(`node:${type}`);
    const problems = source.problems.nodes.get(id)?.length ?? 0;
    const bodies = listIn(node, 'bodies');
    const rows = [
        ...listIn(node, 'entry').map((action) => rowOfAction(source, action, { node: id, when: 'entry' })),
        ...bodies.map((body, index) => rowOfBody(source, body, { node: id, number: index + 1, of: bodies.length })),
        ...listIn(node, 'exit').map((action) => rowOfAction(source, action, { node: id, when: 'exit' })),
        ...exitsOf(source.definition, id).map((exit) => rowOfExit(source, exit)),
    ];
    const ways = exitsOf(source.definition, id).map((exit) => `→ ${nodeName(source.definition, textIn(exit, 'to') ?? '')}`).join(', ');
    const spoken = spokenNode(source.definition, node, { kind, problems });
    return { key: `nodes.${id}`, kind: 'node', id, node: id, title: nameOf(node), note: kind?.title ?? type, spoken, ways, icon: iconOfKind(type), problems, rows };
}
function rowOfBody(source, body, { node, number, of }) {
    const rows = rowsOfRegion(source, body);
    const [title, note] = [outlineWords.body(number, of), outlineWords.bodyNodes(rows.length)];
    return { key: `regions.${idOf(body)}`, kind: 'body', id: idOf(body), node, title, note, spoken: `${title}, ${note}`, ways: '', icon: 'table', problems: 0, rows };
}
function rowOfAction(source, action, { node, when }) {
    const [id, type] = [idOf(action), textIn(action, 'type') ?? ''];
    const title = textIn(action, 'name') ?? source.kinds.get(`action:${type}`)?.title ?? type;
    const moment = when === 'entry' ? outlineWords.entryAction : outlineWords.exitAction;
    const note = [moment, parameterOf(action['config'])].filter(Boolean).join(' · ');
    return { key: `nodes.${node}.actions.${id}`, kind: 'action', id, node, title, note, spoken: `${title}, ${moment}`, ways: '', icon: iconOfKind(type), problems: 0, rows: [] };
}
function rowOfExit(source, exit) {
    const id = idOf(exit);
    const problems = source.problems.transitions.get(id)?.length ?? 0;
    const title = nodeName(source.definition, textIn(exit, 'to') ?? '');
    const spoken = [outlineWords.anExit(spokenExit(source.definition, exit)), problems === 0 ? '' : outlineWords.problems(problems)].filter(Boolean).join(', ');
    return { key: `transitions.${id}`, kind: 'exit', id, node: textIn(exit, 'from') ?? '', title, note: exitLabel(exit), spoken, ways: '', icon: 'link', problems, rows: [] };
}
/** The same rows, where one did not change the very object it was: only what changed is drawn again. */
export function keepRows(before, rows) {
    const known = new Map(before.map((row) => [row.key, row]));
    const kept = rows.map((row) => keepRow(known.get(row.key), row));
    return kept.length === before.length && kept.every((row, index) => row === before[index]) ? before : kept;
}
function keepRow(before, row) {
    if (before === undefined)
        return row;
    const rows = keepRows(before.rows, row.rows);
    const isSame = rows === before.rows && ['title', 'note', 'ways', 'spoken', 'icon', 'problems', 'node'].every((field) => before[field] === row[field]);
    return isSame ? before : { ...row, rows };
}
/** Every row with the rows around it, from outside in. */
export function pathTo(rows, key) {
    for (const row of rows) {
        if (row.key === key)
            return [row];
        const inside = pathTo(row.rows, key);
        if (inside !== undefined)
            return [row, ...inside];
    }
    return undefined;
}
