import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { useEditing } from '../editing/use-editing.ts';
import { nameFault, type NameRule } from './name-rules.ts';

export interface RowNameProps {
  readonly name: string;
  readonly taken: readonly string[];
  /** How a name is written. */
  readonly rule: NameRule;
  readonly help?: string;
  readonly onRename: (to: string) => void;
}

/** The name of a row, changed by itself, with everything that reads it. */
export function RowName({ name, taken, rule, help, onRename }: RowNameProps) {
  const { isReadOnly } = useEditing();
  const [typed, setTyped] = useState(name);
  const error = typed === name ? undefined : typed === '' ? formWords.missing(formWords.name) : taken.includes(typed) ? formWords.taken(typed) : nameFault(typed, rule);
  const isGood = typed !== name && error === undefined && !isReadOnly;
  return (
    <form
      data-row-name
      onSubmit={(event) => {
        event.preventDefault();
        if (isGood) onRename(typed);
      }}
    >
      <TextInput label={inspectorWords.rowName.label} help={help} isRequired value={typed} error={error} onChange={setTyped} beside={<Button type="submit" isDisabled={!isGood}>{inspectorWords.about.rename}</Button>} />
    </form>
  );
}
