import { useState } from 'react';
import type { JsonObject } from '../../../core/domain/model/json.ts';
import { formWords } from '../../strings/forms.ts';
import { Button } from '../Button.tsx';
import { SelectInput } from '../fields/ChoiceInput.tsx';
import { TextInput } from '../fields/TextInput.tsx';
import styles from './structured.module.css';
import { choicesOf, faultOf } from './value-schema.ts';

export interface NewNameProps {
  readonly label: string;
  /** Schema of the names. */
  readonly names: JsonObject;
  /** Why nothing can be called so, where the schema does not say it. */
  readonly refusedAs?: (name: string) => string | undefined;
  readonly taken: readonly string[];
  readonly onAdd: (name: string) => void;
}

/** A name that is free, and a button that adds something under it. */
export function NewName({ label, names, refusedAs, taken, onAdd }: NewNameProps) {
  const [name, setName] = useState('');
  const choices = choicesOf(names);
  const free = choices.filter((each) => !taken.includes(each));
  if (choices.length > 0 && free.length === 0) return null;
  const fault = name === '' ? undefined : taken.includes(name) ? formWords.taken(name) : choices.length > 0 ? undefined : (refusedAs?.(name) ?? faultOf({ type: 'string', ...names }, name, formWords.name));
  const isGood = name !== '' && fault === undefined;
  const add = (): void => {
    if (!isGood) return;
    onAdd(name);
    setName('');
  };
  return (
    <div
      className={styles['newName']}
      role="presentation"
      onKeyDown={(event) => {
        // In a form that is sent by the same key.
        if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        add();
      }}
    >
      {choices.length > 0 ? (
        <SelectInput label={formWords.newName(label)} isRequired value={name} choices={free.map((each) => ({ value: each, label: each }))} onChange={setName} />
      ) : (
        <TextInput label={formWords.newName(label)} isRequired value={name} error={fault} onChange={setName} />
      )}
      <Button size="small" icon="plus" aria-label={formWords.addTo(label)} isDisabled={!isGood} onPress={add}>
        {formWords.add}
      </Button>
    </div>
  );
}
