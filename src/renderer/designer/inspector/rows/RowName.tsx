import { useState } from 'react';
import { Button } from '../../../components/Button.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { faultOf } from '../../../components/structured/value-schema.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { useEditing } from '../editing/use-editing.ts';

export interface RowNameProps {
  readonly name: string;
  readonly taken: readonly string[];
  /** What a name is written like. */
  readonly pattern: string;
  readonly help?: string;
  readonly onRename: (to: string) => void;
}

/** The name of a row, changed by itself, with everything that reads it. */
export function RowName({ name, taken, pattern, help, onRename }: RowNameProps) {
  const { isReadOnly } = useEditing();
  const [typed, setTyped] = useState(name);
  const error = typed === name ? undefined : typed === '' ? formWords.missing(formWords.name) : taken.includes(typed) ? formWords.taken(typed) : faultOf({ type: 'string', pattern }, typed, formWords.name);
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
