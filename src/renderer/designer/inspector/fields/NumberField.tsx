import { useState } from 'react';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { faultOf } from '../../../components/structured/value-schema.ts';
import { formWords } from '../../../strings/forms.ts';
import { useHalfTyped } from '../editing/use-half-typed.ts';

/** A number; what is typed and is none stays in the field with what is wrong with it, and goes nowhere. */
export function NumberField({ label, help, isRequired, schema, value, onChange }: ValueInputProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly from: unknown }>();
  const text = typed !== undefined && typed.from === value ? typed.text : typeof value === 'number' || typeof value === 'string' ? String(value) : '';
  const number = Number(text.replace(',', '.'));
  const isNumber = text.trim() !== '' && Number.isFinite(number);
  const fault = text.trim() === '' ? (isRequired ? formWords.missing(label) : undefined) : isNumber ? faultOf(schema, number, label) : formWords.notANumber(label);
  const fallback = schema['default'];
  useHalfTyped(typed?.text === text && fault !== undefined);
  const take = (next: string): void => {
    const read = Number(next.replace(',', '.'));
    const isGood = next.trim() !== '' && Number.isFinite(read) && faultOf(schema, read, label) === undefined;
    const to = isGood ? read : next.trim() === '' ? undefined : value;
    setTyped({ text: next, from: to });
    if (to !== value) onChange(to);
  };
  return <TextInput label={label} help={help} isRequired={isRequired} error={fault} kind="number" value={text} onChange={take} {...(typeof fallback === 'number' ? { placeholder: formWords.isDefault(String(fallback)) } : {})} />;
}
