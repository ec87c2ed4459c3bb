import { type CardField, mostFileBytes } from '../../core/domain/model/card.ts';
import { CheckboxInput } from '../components/fields/CheckboxInput.tsx';
import { CheckboxList } from '../components/fields/CheckboxList.tsx';
import { RadioInput, SelectInput } from '../components/fields/ChoiceInput.tsx';
import { FileInput } from '../components/fields/FileInput.tsx';
import { SwitchInput } from '../components/fields/SwitchInput.tsx';
import { TextInput } from '../components/fields/TextInput.tsx';
import { byteWords } from '../components/time-words.ts';
import { cardWords } from '../strings/cards.ts';
import type { CardControl } from './read-card.ts';

export interface CardInputProps {
  readonly field: CardField;
  readonly control: CardControl;
  readonly error: string | undefined;
  readonly onChange: (control: CardControl) => void;
}

const kinds = { text: 'text', textarea: 'lines', number: 'number', date: 'date', time: 'time', datetime: 'datetime-local' } as const;

/** The control for one field of a card. */
export function CardInput({ field, control, error, onChange }: CardInputProps) {
  const words = { label: field.label, help: field.help, isRequired: field.required, error, onChange };
  const text = typeof control === 'string' ? control : '';
  switch (field.type) {
    case 'text':
    case 'textarea':
    case 'number':
    case 'date':
    case 'time':
    case 'datetime':
      return <TextInput {...words} value={text} kind={kinds[field.type]} />;
    case 'checkbox':
      return <CheckboxInput {...words} value={control === true} />;
    case 'toggle':
      return <SwitchInput label={field.label} help={field.help} value={control === true} onChange={onChange} />;
    case 'select':
      return <SelectInput {...words} value={text} choices={field.options} />;
    case 'radio':
      return <RadioInput {...words} value={text} choices={field.options} />;
    case 'multiselect':
      return <CheckboxList {...words} value={Array.isArray(control) ? control : []} choices={field.options} />;
    case 'file':
      return <FileInput {...words} help={fileHelp(field)} value={text} accept={field.accept} maxBytes={field.maxBytes ?? mostFileBytes} />;
  }
}

function fileHelp({ help, accept, maxBytes }: Extract<CardField, { type: 'file' }>): string | undefined {
  const said = [help, accept && cardWords.fileEnds(accept.join(', ')), maxBytes !== undefined && cardWords.fileMost(byteWords(maxBytes))].filter((each) => typeof each === 'string');
  return said.length === 0 ? undefined : said.join(' ');
}
