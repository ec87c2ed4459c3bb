import { TextInput } from '../../../components/fields/TextInput.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { faultOf } from '../../../components/structured/value-schema.ts';
import { formWords } from '../../../strings/forms.ts';
import { useFieldPlace } from '../form/field-place.tsx';
import { CodeField } from '../text/CodeField.tsx';

export interface TextFieldProps extends ValueInputProps {
  /** Beside the label of a template. */
  readonly beside?: React.ReactNode;
}

/** A text; where texts are templates, one that knows what may stand between the braces. */
export function TextField(props: TextFieldProps) {
  const { label, help, isRequired, schema, value, beside, onChange } = props;
  const { takesTemplates, takesEmpty = false } = useFieldPlace();
  const text = typeof value === 'string' ? value : '';
  const isTemplate = schema['format'] === 'template' || schema['format'] === 'markdown' || takesTemplates;
  const fault = text === '' ? (isRequired && !takesEmpty ? formWords.missing(label) : undefined) : text.includes('{{') ? undefined : faultOf({ ...schema, type: 'string' }, text, label);
  const take = (next: string): void => { onChange(next === '' && !isRequired ? undefined : next); };
  const hasLines = isLong(schema) || text.includes('\n');
  const fallback = typeof schema['default'] === 'string' && schema['default'] !== '' ? formWords.isDefault(schema['default']) : undefined;
  if (isTemplate) return <CodeField label={label} help={help} isRequired={isRequired} error={props.error ?? fault} language="template" hasLines={hasLines} value={text} placeholder={fallback} beside={beside} onChange={take} />;
  return <TextInput label={label} help={help} isRequired={isRequired} error={props.error ?? fault} kind={hasLines ? 'lines' : 'text'} value={text} onChange={take} {...(fallback === undefined ? {} : { placeholder: fallback })} />;
}

function isLong({ maxLength, format }: ValueInputProps['schema']): boolean {
  return format === 'markdown' || (typeof maxLength === 'number' && maxLength > 400);
}
