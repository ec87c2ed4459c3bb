import { useState } from 'react';
import { TextInput, type TextInputProps } from '../../../components/fields/TextInput.tsx';
import { formWords } from '../../../strings/forms.ts';
import { useHalfTyped } from './use-half-typed.ts';

export interface DraftTextProps extends Omit<TextInputProps, 'error'> {
  /** What is wrong with a text that may not be kept; it stays in the field, and the last good one stays in the document. */
  readonly faultOf?: (text: string) => string | undefined;
}

/** A text of the document that must hold something, or something of a certain form. */
export function DraftText({ value, onChange, faultOf, label, isRequired = false, ...rest }: DraftTextProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly from: string }>();
  const text = typed !== undefined && typed.from === value ? typed.text : value;
  const wrong = (each: string): string | undefined => (each.trim() === '' ? (isRequired ? formWords.missing(label) : undefined) : faultOf?.(each));
  useHalfTyped(typed?.text === text && wrong(text) !== undefined);
  const take = (next: string): void => {
    const isGood = wrong(next) === undefined;
    setTyped({ text: next, from: isGood ? next : value });
    if (isGood) onChange(next);
  };
  return <TextInput {...rest} label={label} isRequired={isRequired} value={text} error={wrong(text)} onChange={take} />;
}
