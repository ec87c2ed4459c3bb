import { idOf, nameOf, nodesIn, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import { iconOfKind } from '../palette-pane/kinds-to-add.ts';
/** The nodes of a region that can be chosen and say every word that was typed, by name, kind or id. */
export function nodesToChoose(definition, catalogue, { region, typed, canBe }) {
    const wanted = typed.toLowerCase().split(/\s+/u).filter(Boolean);
    return nodesIn(definition, region)
        .filter(canBe)
        .map((node) => ({ id: idOf(node), title: nameOf(node), note: catalogue.find((entry) => entry.group === 'node' && entry.type === node['type'])?.title ?? '', icon: iconOfKind(textIn(node, 'type') ?? ''), group: designerDialogWords.connect.targets }))
        .filter((line) => wanted.every((word) => `${line.title} ${line.note} ${line.id}`.toLowerCase().includes(word)));
}
