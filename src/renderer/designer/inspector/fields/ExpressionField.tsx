import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { formWords } from '../../../strings/forms.ts';
import { CodeField, type CodeFieldProps } from '../text/CodeField.tsx';

export interface ExpressionFieldProps extends ValueInputProps, Pick<CodeFieldProps, 'rows'> {}

/** An expression: what it may read is offered while it is typed, and what it yields is shown below it. */
export function ExpressionField({ label, help, error, isRequired, rows, value, onChange }: ExpressionFieldProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <CodeField
      label={label}
      help={help}
      isRequired={isRequired}
      error={error ?? (isRequired && text === '' ? formWords.missing(label) : undefined)}
      language="expression"
      rows={rows}
      value={text}
      onChange={(next) => { onChange(next === '' && !isRequired ? undefined : next); }}
    />
  );
}
