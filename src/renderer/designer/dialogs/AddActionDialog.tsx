import { useState } from 'react';
import { findNode, idOf, listIn, nodeName, textIn } from '../../../core/domain/model/edit/definition-reading.ts';
import { takenIds } from '../../../core/domain/model/edit/fresh-ids.ts';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { designerDialogWords } from '../../strings/designer-outline.ts';
import { chooseOnReturn } from '../outline/outline-handle.ts';
import { iconOfKind, kindsMatching } from '../palette-pane/kinds-to-add.ts';
import { newAction } from '../palette-pane/new-node.ts';
import { useCatalogue } from '../palette-pane/use-catalogue.ts';
import { useDesigner } from '../session/DesignerProvider.tsx';
import { ChooseDialog } from './ChooseDialog.tsx';

const words = designerDialogWords.addAction;
const moments = ['entry', 'exit'] as const;

/** Gives a node one more action, behind those it has, and goes to its fields; in the outline to its line. */
export function AddActionDialog({ node, onClose }: { readonly node: string; readonly onClose: () => void }) {
  const { session, view } = useDesigner();
  const catalogue = useCatalogue();
  const [moment, setMoment] = useState<string>(moments[0]);
  const { definition } = session.get();
  const name = nodeName(definition, node);
  const found = findNode(definition, node) ?? {};
  const kind = catalogue.find((entry) => entry.group === 'node' && entry.type === textIn(found, 'type'));
  const takesActions = kind === undefined || kind.role === 'step';
  const actions = takesActions ? catalogue.filter(({ group }) => group === 'action') : [];
  const kinds = actions.map(({ type, title, summary }) => ({ kind: type, group: 'ready' as const, title, summary, icon: iconOfKind(type) }));

  const add = (type: string): void => {
    const entry = actions.find((one) => one.type === type);
    if (entry === undefined) return;
    onClose();
    const item = newAction(entry, takenIds(definition));
    if (!session.edit({ kind: 'insert', at: `nodes.${node}`, list: [moment], index: listIn(found, moment).length, item })) return;
    view.announce(words.done(entry.title, name));
    const line = `nodes.${node}.actions.${idOf(item)}`;
    if (view.get().pane === 'outline') chooseOnReturn(session, line);
    else view.jump(line);
  };
  return (
    <ChooseDialog
      title={words.title(name)}
      placeholder={words.placeholder}
      empty={takesActions ? words.none : words.takesNone(name)}
      find={(typed) => kindsMatching(kinds, typed).map(({ kind: id, title, summary, icon }) => ({ id, title, note: summary, icon, group: words.actions }))}
      onChoose={add}
      onClose={onClose}
    >
      {takesActions && <SelectInput label={words.moment} value={moment} choices={moments.map((value) => ({ value, label: words.moments[value] }))} onChange={setMoment} />}
    </ChooseDialog>
  );
}
