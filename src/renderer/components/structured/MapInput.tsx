import { useState } from 'react';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import { formWords } from '../../strings/forms.ts';
import { Button, IconButton } from '../Button.tsx';
import { SelectInput } from '../fields/ChoiceInput.tsx';
import { TextInput } from '../fields/TextInput.tsx';
import { MarkedText } from '../MarkedText.tsx';
import styles from './structured.module.css';
import type { HolderProps } from './value-input-props.ts';
import { blankOf, choicesOf, faultOf, memberSchema } from './value-schema.ts';

export interface MapInputProps extends HolderProps {
  readonly schema: JsonObject;
  readonly members: JsonObject;
}

/** Named values; each can be taken out, and another added under a name that is free. */
export function MapInput({ label, help, error, schema, members, show, onChange }: MapInputProps) {
  const member = memberSchema(schema);
  return (
    <fieldset className={styles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={styles['help']}><MarkedText text={help} /></p>}
      {Object.keys(members).length === 0 && <p className={styles['help']}>{formWords.noEntries}</p>}
      {Object.entries(members).map(([name, value]) => (
        <div key={name} className={styles['member']}>
          {show({ label: name, isRequired: true, schema: member, value, onChange: (next) => { onChange({ ...members, [name]: next ?? '' }); } })}
          <IconButton icon="trash" label={formWords.removeNamed(name)} onPress={() => { onChange(Object.fromEntries(Object.entries(members).filter(([key]) => key !== name))); }} />
        </div>
      ))}
      {error !== undefined && <p className={styles['error']}>{error}</p>}
      <NewName label={label} schema={schema} taken={Object.keys(members)} onAdd={(name) => { onChange({ ...members, [name]: blankOf(member) }); }} />
    </fieldset>
  );
}

interface NewNameProps {
  readonly label: string;
  readonly schema: JsonObject;
  readonly taken: readonly string[];
  readonly onAdd: (name: string) => void;
}

function NewName({ label, schema, taken, onAdd }: NewNameProps) {
  const [name, setName] = useState('');
  const names = isJsonObject(schema['propertyNames']) ? schema['propertyNames'] : {};
  const choices = choicesOf(names);
  const free = choices.filter((each) => !taken.includes(each));
  if (choices.length > 0 && free.length === 0) return null;
  const words = formWords.newName(label);
  const fault = name === '' ? undefined : taken.includes(name) ? formWords.taken(name) : choices.length > 0 ? undefined : faultOf({ type: 'string', ...names }, name, formWords.name);
  return (
    <div className={styles['newName']}>
      {choices.length > 0 ? (
        <SelectInput label={words} value={name} choices={free.map((each) => ({ value: each, label: each }))} onChange={setName} />
      ) : (
        <TextInput label={words} value={name} error={fault} onChange={setName} />
      )}
      <Button
        size="small"
        aria-label={formWords.addTo(label)}
        isDisabled={name === '' || fault !== undefined}
        onPress={() => {
          onAdd(name);
          setName('');
        }}
      >
        {formWords.add}
      </Button>
    </div>
  );
}
