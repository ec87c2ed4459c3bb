import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import type { FieldProps } from '../fields/field-props.ts';
import { TextInput } from '../fields/TextInput.tsx';
import { readJson } from '../read-json.ts';
import { shapeOf } from './value-schema.ts';
import { ValueInput } from './ValueInput.tsx';

export interface StructuredInputProps extends FieldProps<string> {
  readonly schema: JsonObject;
}

/** A list, a map or a group as controls for what is in it; its value is JSON text, which is typed itself only where a schema says more than controls can. */
export function StructuredInput({ schema, value, ...words }: StructuredInputProps) {
  const held = value.trim() === '' ? emptyOf(schema) : readJson(value);
  if (shapeOf(schema) === undefined || held === undefined) return <TextInput {...words} value={value} kind="code" />;
  // What is in it says by itself what is wrong with it.
  const { label, help, error, isRequired = false, onChange } = words;
  return <ValueInput label={label} help={help} error={value === '' ? error : undefined} isRequired={isRequired} schema={schema} value={held} onChange={(next) => { onChange(textOf(schema, next)); }} />;
}

function emptyOf(schema: JsonObject): Json {
  return schema['type'] === 'array' ? [] : {};
}

/** Nothing in it is nothing said, unless the schema says what nothing said would be. */
function textOf(schema: JsonObject, value: Json | undefined): string {
  const isEmpty = value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
  return isEmpty && schema['default'] === undefined ? '' : JSON.stringify(value ?? emptyOf(schema));
}
