import type { Json } from '../../../../core/domain/model/json.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { readJson } from '../../../components/read-json.ts';
import { formWords } from '../../../strings/forms.ts';
import { useTypedText } from '../editing/use-typed-text.ts';
import { useFieldFindings } from './field-findings.tsx';

export interface JsonFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly isRequired: boolean;
  readonly value: Json | undefined;
  readonly onChange: (value: Json | undefined) => void;
}

/** A value as JSON text. While it is none, the last one that was stays. */
export function JsonField({ label, help, isRequired, value, onChange }: JsonFieldProps) {
  const [typed, keep] = useTypedText(label, value);
  const isFaulty = useFieldFindings().some(({ severity }) => severity === 'error');
  const text = typed ?? (value === undefined ? '' : JSON.stringify(value, undefined, 2));
  const isEmpty = text.trim() === '';
  const error = isEmpty ? (isRequired ? formWords.missing(label) : undefined) : readJson(text) === undefined ? formWords.notJson(label) : undefined;
  const take = (next: string): void => {
    const read = next.trim() === '' ? undefined : readJson(next);
    const isValue = read !== undefined || (next.trim() === '' && !isRequired);
    keep({ text: next, over: isValue ? read : value, isHalf: !isValue });
    if (isValue) onChange(read);
  };
  return <TextInput label={label} help={help} isRequired={isRequired} error={error} isFaulty={isFaulty} kind="code" value={text} onChange={take} />;
}
