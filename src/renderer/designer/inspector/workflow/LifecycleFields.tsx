import type { Json } from '../../../../core/domain/model/json.ts';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { lifecycleWords as words } from '../../../strings/designer-lifecycle.ts';
import { objectIn, textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { PickerField } from '../fields/PickerField.tsx';

/** Whether others shall still begin with the workflow, and with what instead. */
export function LifecycleFields({ about }: { readonly about: Parameters<typeof objectIn>[0] }) {
  const editing = useEditing();
  const lifecycle = objectIn(about, 'lifecycle');
  const isDeprecated = textOf(lifecycle, 'status') === 'deprecated';
  const set = (key: string, value: Json | undefined): void => { editing.set('workflow', ['about', 'lifecycle', key], value === '' ? undefined : value); };
  return (
    <>
      <SelectInput
        label={words.label}
        help={words.help}
        isRequired
        value={isDeprecated ? 'deprecated' : 'current'}
        choices={Object.entries(words.states).map(([value, label]) => ({ value, label }))}
        onChange={(next) => { editing.act({ kind: 'set', at: 'workflow', path: ['about', 'lifecycle'], ...(next === 'deprecated' ? { value: { status: 'deprecated' } } : {}) }); }}
      />
      {isDeprecated && (
        <>
          <PickerField label={words.successor} help={words.successorHelp} isRequired={false} schema={{ type: 'string', format: 'workflow' }} value={lifecycle['successor']} onChange={(next) => { set('successor', next); }} />
          <TextInput label={words.note} kind="lines" value={textOf(lifecycle, 'note')} onChange={(next) => { set('note', next); }} />
        </>
      )}
    </>
  );
}
