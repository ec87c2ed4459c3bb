import { useMemo } from 'react';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { useConfigAround } from '../form/config-around.tsx';
import { useFieldPlace } from '../form/field-place.tsx';
import { rowsOffered } from '../scope/rows-offered.ts';
import { useScope } from '../scope/use-scope.ts';
import { ExpressionField } from './ExpressionField.tsx';

/** An expression over the rows of a table: it reads `item` alone, whose columns are those the table had in the last runs. */
export function RowExpressionField(props: ValueInputProps) {
  const { config } = useConfigAround();
  const { scope } = useFieldPlace();
  const { entries, functions } = useScope(scope);
  const rows = useMemo(() => rowsOffered({ config, entries, functions }), [config, entries, functions]);
  return <ExpressionField {...props} rows={rows} />;
}
