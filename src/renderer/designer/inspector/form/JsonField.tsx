import { useState } from 'react';
import type { Json } from '../../../../core/domain/model/json.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { readJson } from '../../../components/read-json.ts';
import { formWords } from '../../../strings/forms.ts';
import { useHalfTyped } from '../editing/use-half-typed.ts';

export interface JsonFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isRequired: boolean;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

/** A value as JSON text. While it is none, the last one that was stays. */
export function JsonField({ label, help, isRequired, value, onChange }: JsonFieldProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly value: Json | undefined }>();
  // Undo, or another window, brings a value that is not the one typed here.
  const text = typed !== undefined && same(typed.value, value) ? typed.text : value === undefined ? '' : JSON.stringify(value, undefined, 2);
  const isEmpty = text.trim() === '';
  const error = isEmpty ? (isRequired ? formWords.missing(label) : undefined) : readJson(text) === undefined ? formWords.notJson(label) : undefined;
  useHalfTyped(typed?.text === text && error !== undefined);
  const take = (next: string): void => {
    const read = next.trim() === '' ? undefined : readJson(next);
    const isValue = read !== undefined || (next.trim() === '' && !isRequired);
    setTyped({ text: next, value: isValue ? read : value });
    if (isValue) onChange(read);
  };
  return <TextInput label={label} help={help} isRequired={isRequired} error={error} kind="code" value={text} onChange={take} />;
}

function same(one: Json | undefined, other: Json | undefined): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
