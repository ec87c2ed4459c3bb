import { useMemo } from 'react';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { formWords } from '../../../strings/forms.ts';
import { useConfigAround } from '../form/config-around.tsx';
import { useFieldPlace } from '../form/field-place.tsx';
import { rowsOffered } from '../scope/rows-offered.ts';
import { useScope } from '../scope/use-scope.ts';
import { CodeField } from '../text/CodeField.tsx';

/** An expression over the rows of a table: it reads `item` alone, whose columns are those the table had in the last runs. */
export function RowExpressionField({ label, help, error, isRequired, value, onChange }: ValueInputProps) {
  const { config } = useConfigAround();
  const { scope } = useFieldPlace();
  const { entries, functions } = useScope(scope);
  const offered = useMemo(() => rowsOffered({ config, entries, functions }), [config, entries, functions]);
  const text = typeof value === 'string' ? value : '';
  return (
    <CodeField
      label={label}
      help={help}
      isRequired={isRequired}
      error={error ?? (isRequired && text === '' ? formWords.missing(label) : undefined)}
      language="expression"
      rows={offered}
      value={text}
      onChange={(next) => { onChange(next === '' && !isRequired ? undefined : next); }}
    />
  );
}
