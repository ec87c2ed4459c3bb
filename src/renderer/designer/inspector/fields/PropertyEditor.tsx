import { useMemo } from 'react';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { FieldBox } from '../form/FieldBox.tsx';
import { JsonField } from '../form/JsonField.tsx';
import styles from '../form/form.module.css';
import { NumberField } from './NumberField.tsx';
import { asKind, type PropertyKind, propertyKind, propertyKinds, withMember } from './property-kinds.ts';

export interface PropertyEditorProps {
  /** Its place, as findings name it. */
  readonly where: string;
  readonly schema: JsonObject;
  readonly isNeeded: boolean;
  readonly onChange: (schema: JsonObject) => void;
  readonly onNeeded: (isNeeded: boolean) => void;
}

/** Words with a field of their own; whatever else a property says is the matter of its kind. */
const ownWords = ['title', 'description', 'enum', 'minimum', 'maximum', 'default'] as const;

function fieldsOf(kind: PropertyKind): readonly (typeof ownWords)[number][] {
  const isNumber = kind === 'number' || kind === 'whole';
  return ownWords.filter((word) => (word === 'enum' ? kind === 'choice' : word === 'minimum' || word === 'maximum' ? isNumber : word !== 'default' || (kind !== 'other' && kind !== 'file')));
}

/** One property of a schema: what it is called, what kind of value it takes, what holds for it. */
export function PropertyEditor({ where, schema, isNeeded, onChange, onNeeded }: PropertyEditorProps) {
  const kind = propertyKind(schema);
  const words = inspectorWords.property;
  const set = (key: string, value: Json | undefined): void => { onChange(withMember(schema, key, value)); };
  const apart = useMemo(() => fieldsOf(kind).map((word) => `${where}.${word}`), [where, kind]);
  const choice = (
    <SelectInput label={words.kind} isRequired value={kind} choices={propertyKinds.map((each) => ({ value: each, label: words.kinds[each] }))} onChange={(next) => {
      const chosen = propertyKinds.find((each) => each === next);
      if (chosen !== undefined && chosen !== kind) onChange(asKind(schema, chosen));
    }} />
  );
  return (
    <div className={styles['form']}>
      {kind === 'other' ? choice : <FieldBox where={where} isInnermost apart={apart}>{choice}</FieldBox>}
      {fieldsOf(kind).map((word) => <FieldBox key={word} where={`${where}.${word}`} isInnermost><PropertyWord word={word} kind={kind} schema={schema} onChange={(next) => { set(word, next); }} /></FieldBox>)}
      {kind === 'other' && <FieldBox where={where} isInnermost apart={apart}><JsonField label={words.schema} isRequired value={schema} onChange={(next) => { onChange(isJsonObject(next) ? next : {}); }} /></FieldBox>}
      <CheckboxInput label={words.needed} value={isNeeded} onChange={onNeeded} />
    </div>
  );
}

interface WordProps {
  readonly kind: PropertyKind;
  readonly schema: JsonObject;
  readonly onChange: (value: Json | undefined) => void;
}

function PropertyWord({ word, kind, schema, onChange }: WordProps & { readonly word: (typeof ownWords)[number] }) {
  const words = inspectorWords.property;
  const value = schema[word];
  if (word === 'default') return <JsonDefault kind={kind} schema={schema} onChange={onChange} />;
  if (word === 'enum') return <TextInput label={words.choices} help={words.choicesHelp} isRequired kind="lines" value={isJsonList(value) ? value.map(String).join('\n') : ''} onChange={(next) => { onChange(next.split('\n')); }} />;
  if (word === 'minimum' || word === 'maximum') return <NumberField label={word === 'minimum' ? words.least : words.most} isRequired={false} schema={{ type: 'number' }} value={value} onChange={onChange} />;
  return <TextInput label={words[word]} value={typeof value === 'string' ? value : ''} onChange={(next) => { onChange(next === '' ? undefined : next); }} />;
}

function JsonDefault({ kind, schema, onChange }: WordProps) {
  const words = inspectorWords.property;
  const value = schema['default'];
  if (kind === 'yes_no') return <CheckboxInput label={words.defaultYes} value={value === true} onChange={(next) => { onChange(next ? true : undefined); }} />;
  if (kind === 'number' || kind === 'whole') return <NumberField label={words.default} isRequired={false} schema={{ type: kind === 'whole' ? 'integer' : 'number' }} value={value} onChange={onChange} />;
  if (kind === 'texts') return <TextInput label={words.default} help={words.choicesHelp} kind="lines" value={isJsonList(value) ? value.map(String).join('\n') : ''} onChange={(next) => { onChange(next === '' ? undefined : next.split('\n')); }} />;
  return <TextInput label={words.default} kind={kind === 'lines' ? 'lines' : 'text'} value={typeof value === 'string' ? value : ''} onChange={(next) => { onChange(next === '' ? undefined : next); }} />;
}
