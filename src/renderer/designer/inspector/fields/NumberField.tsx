import { TextInput } from '../../../components/fields/TextInput.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { faultOf } from '../../../components/structured/value-schema.ts';
import { formWords } from '../../../strings/forms.ts';
import { useTypedText } from '../editing/use-typed-text.ts';
import { useFieldFindings } from '../form/field-findings.tsx';

/** A number; what is typed and is none stays in the field with what is wrong with it, and goes nowhere. */
export function NumberField({ label, help, isRequired, schema, value, onChange }: ValueInputProps) {
  const [typed, keep] = useTypedText(label, value);
  const isFaulty = useFieldFindings().some(({ severity }) => severity === 'error');
  const text = typed ?? (typeof value === 'number' || typeof value === 'string' ? String(value) : '');
  const isEmpty = text.trim() === '';
  const fault = isEmpty ? (isRequired ? formWords.missing(label) : undefined) : faultOfText(text, schema, label);
  const fallback = schema['default'];
  const take = (next: string): void => {
    const isHalf = next.trim() !== '' && faultOfText(next, schema, label) !== undefined;
    const to = isHalf ? value : next.trim() === '' ? undefined : Number(next);
    keep({ text: next, over: to, isHalf });
    if (to !== value) onChange(to);
  };
  return <TextInput label={label} help={help} isRequired={isRequired} error={fault} isFaulty={isFaulty} kind="number" value={text} onChange={take} {...(typeof fallback === 'number' ? { placeholder: formWords.isDefault(String(fallback)) } : {})} />;
}

/** A comma parts thousands for some and decimals for others: it is asked for, not guessed. */
function faultOfText(text: string, schema: ValueInputProps['schema'], label: string): string | undefined {
  if (text.includes(',')) return formWords.noComma(label);
  const number = Number(text);
  return Number.isFinite(number) ? faultOf(schema, number, label) : formWords.notANumber(label);
}
