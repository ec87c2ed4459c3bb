import { useState } from 'react';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { durationWords, readDuration } from '../editing/duration-words.ts';
import { useHalfTyped } from '../editing/use-half-typed.ts';

/** A length of time in words: "15 minutes", "1h 30m"; it is kept as `PT15M`. */
export function DurationField({ label, help, isRequired, schema, value, onChange }: ValueInputProps) {
  const [typed, setTyped] = useState<{ readonly text: string; readonly from: unknown }>();
  const text = typed !== undefined && typed.from === value ? typed.text : typeof value === 'string' ? durationWords(value) : '';
  const isTemplate = text.includes('{{');
  const read = readDuration(text);
  const isEmpty = text.trim() === '';
  const error = isEmpty ? (isRequired ? formWords.missing(label) : undefined) : read === undefined && !isTemplate ? inspectorWords.notADuration(label) : undefined;
  useHalfTyped(typed?.text === text && error !== undefined);
  const take = (next: string): void => {
    const to = next.trim() === '' ? undefined : next.includes('{{') ? next : (readDuration(next) ?? value);
    setTyped({ text: next, from: to });
    if (to !== value) onChange(to);
  };
  const { default: fallback } = schema;
  return (
    <TextInput
      label={label}
      help={help}
      isRequired={isRequired}
      error={error}
      value={text}
      placeholder={typeof fallback === 'string' ? formWords.isDefault(durationWords(fallback)) : inspectorWords.durationExample}
      onChange={take}
      below={read !== undefined && !isEmpty && durationWords(read) !== text.trim() ? <p aria-live="polite">{inspectorWords.durationRead(durationWords(read), read)}</p> : undefined}
    />
  );
}
