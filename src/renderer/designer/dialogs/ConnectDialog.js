import { jsx as _jsx } from "react/jsx-runtime";
import { useState } from 'react';
import { findNode, idOf, listIn, nodeName, regionOf, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import { newTransition, triggersOf } from '../palette-pane/new-transition.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { ChooseDialog } from './ChooseDialog.tsx';
import { nodesToChoose } from './nodes-to-choose.ts';
const words = designerDialogWords.connect;
/** Connects a node with another of its region by typing the name of where to; what fires the transition can be chosen with it. */
export function ConnectDialog({ from, onClose }) {
    const { session, view } = useDesigner();
    const catalogue = useCatalogue();
    const [trigger, setTrigger] = useState('');
    const { definition } = session.get();
    const source = nodeName(definition, from);
    const triggers = triggersOf(definition, catalogue, { from });
    const title = (type) => catalogue.find((entry) => entry.group === 'trigger' && entry.type === type)?.title ?? type;
    const offered = firstTriggerOf(newTransition(definition, catalogue, { from, to: from }));
    const connect = (to) => {
        onClose();
        const transition = newTransition(definition, catalogue, { from, to, ...(trigger === '' ? {} : { trigger }) });
        if (session.edit({ kind: 'connect', transition }))
            view.announce(words.done(source, nodeName(definition, to), title(firstTriggerOf(transition))));
    };
    const targets = (typed) => nodesToChoose(definition, catalogue, { region: regionOf(definition, from) ?? '', typed, canBe: (node) => idOf(node) !== from && textIn(node, 'type') !== 'start' });
    const hasWayOut = triggers.length > 0 && findNode(definition, from) !== undefined;
    return (_jsx(ChooseDialog, { title: words.title(source), placeholder: words.placeholder, empty: hasWayOut ? words.none : words.noWayOut(source), find: hasWayOut ? targets : () => [], onChoose: connect, onClose: onClose, children: hasWayOut && _jsx(SelectInput, { label: words.trigger, value: trigger === '' ? offered : trigger, choices: triggers.map((type) => ({ value: type, label: title(type) })), onChange: setTrigger }) }));
}
function firstTriggerOf(transition) {
    return textIn(listIn(transition, 'triggers')[0] ?? {}, 'type') ?? '';
}
