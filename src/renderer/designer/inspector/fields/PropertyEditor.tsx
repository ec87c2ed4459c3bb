import { isJsonList, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { JsonField } from '../form/JsonField.tsx';
import styles from '../form/form.module.css';
import { NumberField } from './NumberField.tsx';
import { asKind, propertyKind, propertyKinds, withMember } from './property-kinds.ts';

export interface PropertyEditorProps {
  readonly schema: JsonObject;
  readonly isNeeded: boolean;
  readonly onChange: (schema: JsonObject) => void;
  readonly onNeeded: (isNeeded: boolean) => void;
}

/** One property of a schema: what it is called, what kind of value it takes, what holds for it. */
export function PropertyEditor({ schema, isNeeded, onChange, onNeeded }: PropertyEditorProps) {
  const kind = propertyKind(schema);
  const words = inspectorWords.property;
  const set = (key: string, value: Json | undefined): void => { onChange(withMember(schema, key, value)); };
  const text = (key: string): string => (typeof schema[key] === 'string' ? schema[key] : '');
  return (
    <div className={styles['form']}>
      <SelectInput label={words.kind} isRequired value={kind} choices={propertyKinds.map((each) => ({ value: each, label: words.kinds[each] }))} onChange={(next) => {
        const chosen = propertyKinds.find((each) => each === next);
        if (chosen !== undefined && chosen !== kind) onChange(asKind(schema, chosen));
      }} />
      <TextInput label={words.title} value={text('title')} onChange={(next) => { set('title', next === '' ? undefined : next); }} />
      <TextInput label={words.description} value={text('description')} onChange={(next) => { set('description', next === '' ? undefined : next); }} />
      {kind === 'choice' && <TextInput label={words.choices} help={words.choicesHelp} isRequired kind="lines" value={isJsonList(schema['enum']) ? schema['enum'].map(String).join('\n') : ''} onChange={(next) => { set('enum', next.split('\n')); }} />}
      {(kind === 'number' || kind === 'whole') && (
        <>
          <NumberField label={words.least} isRequired={false} schema={{ type: 'number' }} value={schema['minimum']} onChange={(next) => { set('minimum', next); }} />
          <NumberField label={words.most} isRequired={false} schema={{ type: 'number' }} value={schema['maximum']} onChange={(next) => { set('maximum', next); }} />
        </>
      )}
      {kind === 'other' ? <JsonField label={words.schema} isRequired value={schema} onChange={(next) => { onChange(typeof next === 'object' && next !== null && !isJsonList(next) ? next : {}); }} /> : kind !== 'file' && <JsonDefault kind={kind} schema={schema} onChange={(next) => { set('default', next); }} />}
      <CheckboxInput label={words.needed} value={isNeeded} onChange={onNeeded} />
    </div>
  );
}

function JsonDefault({ kind, schema, onChange }: { readonly kind: ReturnType<typeof propertyKind>; readonly schema: JsonObject; readonly onChange: (value: Json | undefined) => void }) {
  const words = inspectorWords.property;
  const value = schema['default'];
  if (kind === 'yes_no') return <CheckboxInput label={words.defaultYes} value={value === true} onChange={(next) => { onChange(next ? true : undefined); }} />;
  if (kind === 'number' || kind === 'whole') return <NumberField label={words.default} isRequired={false} schema={{ type: kind === 'whole' ? 'integer' : 'number' }} value={value} onChange={onChange} />;
  if (kind === 'texts') return <TextInput label={words.default} help={words.choicesHelp} kind="lines" value={isJsonList(value) ? value.map(String).join('\n') : ''} onChange={(next) => { onChange(next === '' ? undefined : next.split('\n')); }} />;
  return <TextInput label={words.default} kind={kind === 'lines' ? 'lines' : 'text'} value={typeof value === 'string' ? value : ''} onChange={(next) => { onChange(next === '' ? undefined : next); }} />;
}
