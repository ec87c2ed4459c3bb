import { TextInput, type TextInputProps } from '../../../components/fields/TextInput.tsx';
import { formWords } from '../../../strings/forms.ts';
import { useTypedText } from './use-typed-text.ts';

export interface DraftTextProps extends Omit<TextInputProps, 'error'> {
  /** What is wrong with a text that may not be kept; it stays in the field, and the last good one stays in the document. */
  readonly faultOf?: (text: string) => string | undefined;
}

/** A text of the document that must hold something, or something of a certain form. */
export function DraftText({ value, onChange, faultOf, label, isRequired = false, ...rest }: DraftTextProps) {
  const [typed, keep] = useTypedText(label, value);
  const text = typed ?? value;
  const wrong = (each: string): string | undefined => (each.trim() === '' ? (isRequired ? formWords.missing(label) : undefined) : faultOf?.(each));
  const take = (next: string): void => {
    const isGood = wrong(next) === undefined;
    keep({ text: next, over: isGood ? next : value, isHalf: !isGood });
    if (isGood) onChange(next);
  };
  return <TextInput {...rest} label={label} isRequired={isRequired} value={text} error={wrong(text)} onChange={take} />;
}
