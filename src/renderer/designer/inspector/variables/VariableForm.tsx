import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { objectIn, textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { NumberField } from '../fields/NumberField.tsx';
import { asKind, type PropertyKind, propertyKind } from '../fields/property-kinds.ts';
import { FieldBox } from '../form/FieldBox.tsx';
import { JsonField } from '../form/JsonField.tsx';
import styles from '../form/form.module.css';

export interface VariableFormProps {
  readonly at: string;
  /** Its place, as findings name it. */
  readonly where: string;
  readonly name: string;
  readonly variable: JsonObject;
}

const kinds = ['text', 'number', 'whole', 'yes_no', 'texts', 'other'] as const satisfies readonly PropertyKind[];
const starts: { readonly [Kind in (typeof kinds)[number]]: Json } = { text: '', number: 0, whole: 0, yes_no: false, texts: [], other: null };

/** One variable: what it holds, what it holds at first, whether it is nobody's business. */
export function VariableForm({ at, where, name, variable }: VariableFormProps) {
  const editing = useEditing();
  const words = inspectorWords.variables;
  const schema = objectIn(variable, 'schema');
  const found = propertyKind(schema);
  const kind = kinds.find((each) => each === found) ?? 'other';
  const set = (key: string, value: Json | undefined): void => { editing.set(at, ['variables', name, key], value); };
  const initial = variable['initial'] ?? null;
  const isFitting = (kind === 'text' && typeof initial === 'string') || ((kind === 'number' || kind === 'whole') && typeof initial === 'number') || (kind === 'yes_no' && typeof initial === 'boolean');
  const choice = (
    <SelectInput
      label={words.schema}
      isRequired
      value={kind}
      choices={kinds.map((each) => ({ value: each, label: inspectorWords.property.kinds[each] }))}
      onChange={(next) => {
        const chosen = kinds.find((each) => each === next);
        if (chosen !== undefined && chosen !== kind) editing.act({ kind: 'set', at, path: ['variables', name], value: { ...variable, schema: asKind(schema, chosen), initial: starts[chosen] } });
      }}
    />
  );
  return (
    <div className={styles['form']}>
      {kind === 'other' && choice}
      <FieldBox where={`${where}.schema`} isInnermost>
        {kind === 'other' ? <JsonField label={inspectorWords.property.schema} isRequired value={schema} onChange={(next) => { set('schema', next); }} /> : choice}
      </FieldBox>
      <FieldBox where={`${where}.initial`} isInnermost>
      {isFitting && kind === 'text' && <TextInput label={words.initial} kind={textOf(variable, 'initial').includes('\n') ? 'lines' : 'text'} value={textOf(variable, 'initial')} onChange={(next) => { set('initial', next); }} />}
      {isFitting && (kind === 'number' || kind === 'whole') && <NumberField label={words.initial} isRequired schema={schema} value={initial} onChange={(next) => { set('initial', next ?? 0); }} />}
      {isFitting && kind === 'yes_no' && <CheckboxInput label={words.initialYes} value={initial === true} onChange={(next) => { set('initial', next); }} />}
      {!isFitting && <JsonField label={words.initial} isRequired value={initial} onChange={(next) => { set('initial', next ?? null); }} />}
      </FieldBox>
      <TextInput label={words.description} value={textOf(variable, 'description')} onChange={(next) => { set('description', next === '' ? undefined : next); }} />
      <CheckboxInput label={words.sensitive} help={words.sensitiveHelp} value={variable['sensitive'] === true} onChange={(next) => { set('sensitive', next); }} />
    </div>
  );
}
