import { useState } from 'react';
import { findNode, idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import type { CatalogueEntry } from '../../../../core/domain/operations/catalogue.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useCatalogue } from '../../palette-pane/use-catalogue.ts';
import { useFindings } from '../../problems/use-findings.ts';
import { useDesigner, useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { ConfigForm } from '../form/ConfigForm.tsx';
import { FieldPlaceProvider } from '../form/field-place.tsx';
import { faultsAt } from '../form/faults-at.ts';
import styles from '../form/form.module.css';
import { KindDialog } from '../rows/KindDialog.tsx';
import { ListHead } from '../rows/ListHead.tsx';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { useOpenRow } from '../rows/use-open-row.ts';

/** What fires a transition: any of these, of the types its source can be left by. */
export function TriggerList({ transition }: { readonly transition: JsonObject }) {
  const { view } = useDesigner();
  const editing = useEditing();
  const catalogue = useCatalogue();
  const { findings } = useFindings();
  const source = useDesignerState(({ definition }) => findNode(definition, textOf(transition, 'from')));
  const [isAdding, setIsAdding] = useState(false);
  const words = inspectorWords.transition;
  const at = `transitions.${idOf(transition)}`;
  const triggers = listIn(transition, 'triggers');
  const [open, setOpen] = useOpenRow(`${at}.triggers`, triggers.map((_, index) => String(index)));
  const leavesBy = catalogue.find(({ group, type }) => group === 'node' && type === (source === undefined ? '' : textOf(source, 'type')))?.leavesBy ?? [];
  const kinds = catalogue.filter(({ group, type }) => group === 'trigger' && leavesBy.includes(type));
  const add = (kind: CatalogueEntry): void => {
    if (editing.act({ kind: 'insert', at, list: ['triggers'], index: triggers.length, item: { type: kind.type, config: kind.example } })) setOpen(String(triggers.length));
    setIsAdding(false);
  };
  return (
    <section aria-label={words.triggers}>
      <ListHead title={words.triggers} help={words.triggersHelp} none={triggers.length === 0 ? words.noTriggers : undefined} add={words.addTrigger} isReadOnly={editing.isReadOnly} onAdd={() => { setIsAdding(true); }} />
      {triggers.length > 0 && (
        <OrderedRows
          label={words.triggers}
          isReadOnly={editing.isReadOnly}
          open={open}
          onOpen={setOpen}
          onShift={(from, to) => editing.act({ kind: 'shift', at, list: ['triggers'], from, to })}
          onTake={(index) => {
            if (triggers.length === 1) view.announce(words.last);
            else editing.act({ kind: 'take', at, list: ['triggers'], index });
          }}
          {...(triggers.length === 1 ? { keepsLast: words.last } : {})}
          rows={triggers.map((trigger, index) => {
            const kind = catalogue.find(({ group, type }) => group === 'trigger' && type === textOf(trigger, 'type'));
            const where = `${at}.triggers.${String(index)}`;
            const config = objectIn(trigger, 'config');
            return {
              key: String(index),
              name: kind?.title ?? textOf(trigger, 'type'),
              ...(textOf(config, 'when') === '' ? {} : { note: textOf(config, 'when') }),
              where,
              isOff: trigger['enabled'] === false,
              onSwitch: (isOn) => { editing.set(at, ['triggers', index, 'enabled'], isOn ? undefined : false); },
              faults: faultsAt(findings, where),
              content: (
                <FieldPlaceProvider value={{ where: `${where}.config`, scope: where, takesTemplates: false }}>
                  <p className={styles['help']}>{kind?.summary ?? inspectorWords.node.unknown(textOf(trigger, 'type'))}</p>
                  <ConfigForm schema={kind?.config ?? {}} config={config} at={at} path={['triggers', index, 'config']} />
                </FieldPlaceProvider>
              ),
            };
          })}
        />
      )}
      <KindDialog title={words.addTrigger} kinds={kinds} isOpen={isAdding} onClose={() => { setIsAdding(false); }} onChoose={add} />
    </section>
  );
}
