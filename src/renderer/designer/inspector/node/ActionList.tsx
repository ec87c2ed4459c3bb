import { useState } from 'react';
import { nameOf, listIn, idOf } from '../../../../core/domain/model/edit/definition-reading.ts';
import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { withoutReads } from '../../palette-pane/without-reads.ts';
import { useFindings } from '../../problems/use-findings.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { textOf, objectIn } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { useOpenRow } from '../rows/use-open-row.ts';
import { ActionForm } from './ActionForm.tsx';
import { KindDialog } from '../rows/KindDialog.tsx';
import { ListHead } from '../rows/ListHead.tsx';

export type ActionShelf = 'entry' | 'exit' | 'userActions';

/** The actions of a node on entry, on leaving or for people, in order. */
export function ActionList({ node, shelf }: { readonly node: JsonObject; readonly shelf: ActionShelf }) {
  const { session } = useDesigner();
  const editing = useEditing();
  const actions = useCatalogue().filter(({ group }) => group === 'action');
  const { findings } = useFindings();
  const [isAdding, setIsAdding] = useState(false);
  const words = inspectorWords.actions;
  const at = `nodes.${idOf(node)}`;
  const noun = shelf === 'userActions' ? 'userActions' : 'actions';
  const steps = listIn(node, shelf);
  const [open, setOpen] = useOpenRow(`${at}.${noun}`, steps.map(idOf));

  const add = (kind: CatalogueEntry): void => {
    const id = takeFreshId(takenIds(session.get().definition), 'actions', kind.title);
    const step = { type: kind.type, config: withoutReads(kind.example) };
    const item = shelf === 'userActions' ? { id, label: kind.title, action: step } : { id, ...step };
    if (editing.act({ kind: 'insert', at, list: [shelf], index: steps.length, item })) setOpen(id);
    setIsAdding(false);
  };

  return (
    <section aria-label={words[shelf]}>
      <ListHead title={words[shelf]} none={steps.length === 0 ? words.none[shelf] : undefined} add={words.add[shelf]} isReadOnly={editing.isReadOnly} onAdd={() => { setIsAdding(true); }} />
      {steps.length > 0 && (
        <OrderedRows
          label={words[shelf]}
          isReadOnly={editing.isReadOnly}
          open={open}
          onOpen={setOpen}
          onShift={(from, to) => editing.act({ kind: 'shift', at, list: [shelf], from, to })}
          onTake={(index) => editing.act({ kind: 'take', at, list: [shelf], index })}
          rows={steps.map((step, index) => {
            const type = textOf(shelf === 'userActions' ? objectIn(step, 'action') : step, 'type');
            const kind = actions.find((each) => each.type === type);
            const where = `${at}.${noun}.${idOf(step)}`;
            const given = textOf(step, shelf === 'userActions' ? 'label' : 'name');
            return {
              key: idOf(step),
              name: given === '' ? (kind?.title ?? nameOf(step)) : given,
              note: given === '' ? idOf(step) : (kind?.title ?? type),
              where,
              // What people set going is there, or it is not.
              ...(shelf === 'userActions' ? {} : { isOff: step['enabled'] === false, onSwitch: (isOn: boolean) => { editing.set(at, [shelf, index, 'enabled'], isOn ? undefined : false); } }),
              faults: findings.filter((each) => each.severity === 'error' && (each.where === where || each.where.startsWith(`${where}.`))).length,
              content: <ActionForm node={node} step={step} path={[shelf, index]} kind={kind} where={where} isForPeople={shelf === 'userActions'} />,
            };
          })}
        />
      )}
      <KindDialog title={words.add[shelf]} kinds={actions} isOpen={isAdding} onClose={() => { setIsAdding(false); }} onChoose={add} />
    </section>
  );
}
