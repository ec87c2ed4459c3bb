import { JsonField } from '../form/JsonField.tsx';
import { SchemaProperties, type SchemaPropertiesProps, isPropertyList } from './SchemaProperties.tsx';

/** A JSON Schema: of an object, property by property; anything else as it is written. */
export function SchemaEditor({ onRename, ...props }: SchemaPropertiesProps) {
  return isPropertyList(props.value) ? <SchemaProperties {...props} {...(onRename === undefined ? {} : { onRename })} /> : <JsonField {...props} />;
}
