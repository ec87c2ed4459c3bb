import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { formWords } from '../../../strings/forms.ts';
import { CodeField } from '../text/CodeField.tsx';

/** An expression: what it may read is offered while it is typed, and what it yields is shown below it. */
export function ExpressionField({ label, help, error, isRequired, value, onChange }: ValueInputProps) {
  const text = typeof value === 'string' ? value : '';
  return (
    <CodeField
      label={label}
      help={help}
      isRequired={isRequired}
      error={error ?? (isRequired && text === '' ? formWords.missing(label) : undefined)}
      language="expression"
      value={text}
      onChange={(next) => { onChange(next === '' && !isRequired ? undefined : next); }}
    />
  );
}
