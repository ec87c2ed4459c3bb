import { useState } from 'react';
import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { takeFreshId, takenIds } from '../../../../core/domain/model/edit/fresh-ids.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useFindings } from '../../problems/use-findings.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { faultsAt } from '../form/faults-at.ts';
import { KindDialog } from '../rows/KindDialog.tsx';
import { ListHead } from '../rows/ListHead.tsx';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { useOpenRow } from '../rows/use-open-row.ts';
import { ValidatorForm } from './ValidatorForm.tsx';

/** What has to hold before a transition is taken, in the order it is looked at. */
export function ValidatorList({ transition }: { readonly transition: JsonObject }) {
  const { session } = useDesigner();
  const editing = useEditing();
  const kinds = useCatalogue().filter(({ group }) => group === 'validator');
  const { findings } = useFindings();
  const [isAdding, setIsAdding] = useState(false);
  const words = inspectorWords.transition;
  const at = `transitions.${idOf(transition)}`;
  const validators = listIn(transition, 'validators');
  const [open, setOpen] = useOpenRow(`${at}.validators`, validators.map(idOf));
  const add = (kind: CatalogueEntry): void => {
    const id = takeFreshId(takenIds(session.get().definition), 'validators', kind.type);
    if (editing.act({ kind: 'insert', at, list: ['validators'], index: validators.length, item: { id, type: kind.type, config: kind.example } })) setOpen(id);
    setIsAdding(false);
  };
  return (
    <section aria-label={words.validators}>
      <ListHead title={words.validators} help={words.validatorsHelp} none={validators.length === 0 ? words.noValidators : undefined} add={words.addValidator} isReadOnly={editing.isReadOnly} onAdd={() => { setIsAdding(true); }} />
      {validators.length > 0 && (
        <OrderedRows
          label={words.validators}
          isReadOnly={editing.isReadOnly}
          open={open}
          onOpen={setOpen}
          onShift={(from, to) => editing.act({ kind: 'shift', at, list: ['validators'], from, to })}
          onTake={(index) => editing.act({ kind: 'take', at, list: ['validators'], index })}
          rows={validators.map((validator, index) => {
            const kind = kinds.find(({ type }) => type === textOf(validator, 'type'));
            const where = `${at}.validators.${idOf(validator)}`;
            return {
              key: idOf(validator),
              name: kind?.title ?? textOf(validator, 'type'),
              note: idOf(validator),
              where,
              isOff: validator['enabled'] === false,
              onSwitch: (isOn) => { editing.set(at, ['validators', index, 'enabled'], isOn ? undefined : false); },
              faults: faultsAt(findings, where),
              content: <ValidatorForm at={at} path={['validators', index]} validator={validator} kind={kind} where={where} />,
            };
          })}
        />
      )}
      <KindDialog title={words.addValidator} kinds={kinds} isOpen={isAdding} onClose={() => { setIsAdding(false); }} onChoose={add} />
    </section>
  );
}
