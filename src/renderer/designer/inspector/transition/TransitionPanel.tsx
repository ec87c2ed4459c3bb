import { idOf, nameOf, nodesIn, regionOfTransition } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { NumberField } from '../fields/NumberField.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import styles from '../form/form.module.css';
import { Fold } from '../rows/Fold.tsx';
import { TransitionRules } from './TransitionRules.tsx';

/** One transition: where it leads, what fires it, what has to hold, when it is looked at. */
export function TransitionPanel({ transition }: { readonly transition: JsonObject }) {
  const editing = useEditing();
  const definition = useDesignerState((state) => state.definition);
  const id = idOf(transition);
  const at = `transitions.${id}`;
  const words = inspectorWords.transition;
  const nodes = nodesIn(definition, regionOfTransition(definition, id)).map((node) => ({ value: idOf(node), label: nameOf(node) }));
  return (
    <div className={styles['form']}>
      <FieldBox where={at}>
        <TextInput label={words.name} value={textOf(transition, 'name')} onChange={(next) => { editing.set(at, ['name'], next === '' ? undefined : next); }} />
      </FieldBox>
      <div className={styles['pair']}>
        <SelectInput label={words.from} isRequired value={textOf(transition, 'from')} choices={nodes} onChange={(from) => editing.act({ kind: 'redirect', transition: id, from })} />
        <SelectInput label={words.to} isRequired value={textOf(transition, 'to')} choices={nodes} onChange={(to) => editing.act({ kind: 'redirect', transition: id, to })} />
      </div>
      <TransitionRules transition={transition} />
      <Fold title={words.order} isOpenFirst>
        <NumberField label={words.priority} help={words.priorityHelp} isRequired={false} schema={{ type: 'integer', default: 0 }} value={transition['priority']} onChange={(next) => { editing.set(at, ['priority'], next ?? 0); }} />
        <CheckboxInput label={words.isDefault} help={words.isDefaultHelp} value={transition['isDefault'] === true} onChange={(next) => { editing.set(at, ['isDefault'], next); }} />
      </Fold>
    </div>
  );
}
