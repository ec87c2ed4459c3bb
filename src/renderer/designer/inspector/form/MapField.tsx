import { useState } from 'react';
import { isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { MarkedText } from '../../../components/MarkedText.tsx';
import type { HolderProps } from '../../../components/structured/value-input-props.ts';
import { choicesOf, faultOf, memberSchema } from '../../../components/structured/value-schema.ts';
import { formWords } from '../../../strings/forms.ts';
import { blankFor } from './field-shape.ts';
import styles from './form.module.css';

export interface MapFieldProps extends HolderProps {
  readonly value: Json | undefined;
}

/** Named values; each can be taken out, and another added under a name that is free. */
export function MapField({ label, help, isRequired, schema, value, show, onChange }: MapFieldProps) {
  const member = memberSchema(schema);
  const members = isJsonObject(value) ? value : {};
  const put = (next: JsonObject): void => { onChange(Object.keys(next).length === 0 && !isRequired ? undefined : next); };
  return (
    <fieldset className={styles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={styles['help']}><MarkedText text={help} /></p>}
      {Object.keys(members).length === 0 && <p className={styles['help']}>{formWords.noEntries}</p>}
      {Object.entries(members).map(([name, each]) => (
        <div key={name} className={styles['member']}>
          {show({ label: name, isRequired: true, schema: member, value: each, onChange: (next) => { put({ ...members, [name]: next ?? blankFor(member) }); } })}
          <IconButton icon="trash" label={formWords.removeNamed(name)} onPress={() => { put(Object.fromEntries(Object.entries(members).filter(([key]) => key !== name))); }} />
        </div>
      ))}
      <NewName label={label} names={isJsonObject(schema['propertyNames']) ? schema['propertyNames'] : {}} taken={Object.keys(members)} onAdd={(name) => { put({ ...members, [name]: blankFor(member) }); }} />
    </fieldset>
  );
}

export interface NewNameProps {
  readonly label: string;
  /** Schema of the names. */
  readonly names: JsonObject;
  readonly taken: readonly string[];
  readonly onAdd: (name: string) => void;
}

/** A name that is free, and a button that adds something under it. */
export function NewName({ label, names, taken, onAdd }: NewNameProps) {
  const [name, setName] = useState('');
  const choices = choicesOf(names);
  const free = choices.filter((each) => !taken.includes(each));
  if (choices.length > 0 && free.length === 0) return null;
  const fault = name === '' ? undefined : taken.includes(name) ? formWords.taken(name) : choices.length > 0 ? undefined : faultOf({ type: 'string', ...names }, name, formWords.name);
  const add = (): void => {
    if (name === '' || fault !== undefined) return;
    onAdd(name);
    setName('');
  };
  return (
    <form
      className={styles['newName']}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      {choices.length > 0 ? (
        <SelectInput label={formWords.newName(label)} isRequired value={name} choices={free.map((each) => ({ value: each, label: each }))} onChange={setName} />
      ) : (
        <TextInput label={formWords.newName(label)} isRequired value={name} error={fault} onChange={setName} />
      )}
      <Button type="submit" size="small" icon="plus" aria-label={formWords.addTo(label)} isDisabled={name === '' || fault !== undefined}>
        {formWords.add}
      </Button>
    </form>
  );
}
