import { TextInput } from '../../../components/fields/TextInput.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { durationWords, readDuration } from '../editing/duration-words.ts';
import { useTypedText } from '../editing/use-typed-text.ts';

/** A length of time in words: "15 minutes", "1h 30m"; it is kept as `PT15M`. */
export function DurationField({ label, help, isRequired, schema, value, onChange }: ValueInputProps) {
  const [typed, keep] = useTypedText(label, value);
  const text = typed ?? (typeof value === 'string' ? durationWords(value) : '');
  const isTemplate = text.includes('{{');
  const read = readDuration(text);
  const isEmpty = text.trim() === '';
  const error = isEmpty ? (isRequired ? formWords.missing(label) : undefined) : read === undefined && !isTemplate ? inspectorWords.notADuration(label) : undefined;
  const take = (next: string): void => {
    const isValue = next.trim() === '' || next.includes('{{') || readDuration(next) !== undefined;
    const to = !isValue ? value : next.trim() === '' ? undefined : next.includes('{{') ? next : readDuration(next);
    keep({ text: next, over: to, isHalf: !isValue });
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
