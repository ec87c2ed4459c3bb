import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { JsonField } from '../form/JsonField.tsx';
import { SchemaProperties, isPropertyList } from './SchemaProperties.tsx';

/** A JSON Schema: of an object, property by property; anything else as it is written. */
export function SchemaEditor(props: ValueInputProps) {
  return isPropertyList(props.value) ? <SchemaProperties {...props} /> : <JsonField {...props} />;
}
