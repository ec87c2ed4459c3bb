import type { CardField } from '../../core/domain/model/card.ts';
import { CheckboxInput } from '../components/fields/CheckboxInput.tsx';
import { CheckboxList } from '../components/fields/CheckboxList.tsx';
import { RadioInput, SelectInput } from '../components/fields/ChoiceInput.tsx';
import { TextInput } from '../components/fields/TextInput.tsx';
import type { CardControl } from './read-card.ts';

export interface CardInputProps {
  readonly field: CardField;
  readonly control: CardControl;
  readonly error: string | undefined;
  readonly onChange: (control: CardControl) => void;
}

/** The control for one field of a card. */
export function CardInput({ field, control, error, onChange }: CardInputProps) {
  const words = { label: field.label, help: field.help, isRequired: field.required, error, onChange };
  const text = typeof control === 'string' ? control : '';
  switch (field.type) {
    case 'text':
      return <TextInput {...words} value={text} />;
    case 'textarea':
      return <TextInput {...words} value={text} kind="lines" />;
    case 'number':
      return <TextInput {...words} value={text} kind="number" />;
    case 'date':
      return <TextInput {...words} value={text} kind="date" />;
    case 'checkbox':
      return <CheckboxInput {...words} value={control === true} />;
    case 'select':
      return <SelectInput {...words} value={text} choices={field.options} />;
    case 'radio':
      return <RadioInput {...words} value={text} choices={field.options} />;
    case 'multiselect':
      return <CheckboxList {...words} value={Array.isArray(control) ? control : []} choices={field.options} />;
  }
}
