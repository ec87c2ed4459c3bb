import { BytesInput } from './fields/BytesInput.tsx';
import { CheckboxInput } from './fields/CheckboxInput.tsx';
import { SelectInput } from './fields/ChoiceInput.tsx';
import { FileInput } from './fields/FileInput.tsx';
import { SecretInput } from './fields/SecretInput.tsx';
import { TextInput } from './fields/TextInput.tsx';
import type { FormValues, SchemaField } from './schema-fields.ts';
import { StructuredInput } from './structured/StructuredInput.tsx';
import styles from './SchemaForm.module.css';

export interface SchemaFormProps {
  readonly fields: readonly SchemaField[];
  readonly values: FormValues;
  readonly errors: Readonly<Record<string, string>>;
  readonly onChange: (key: string, value: string | boolean) => void;
}

/** The fields of a JSON Schema, one below the other. The form around it holds the values and sends them. */
export function SchemaForm({ fields, values, errors, onChange }: SchemaFormProps) {
  return (
    <div className={styles['form']}>
      {fields.map((field) => (
        <SchemaInput
          key={field.key}
          field={field}
          value={values[field.key] ?? field.initial}
          error={errors[field.key]}
          onChange={(value) => {
            onChange(field.key, value);
          }}
        />
      ))}
    </div>
  );
}

interface SchemaInputProps {
  readonly field: SchemaField;
  readonly value: string | boolean;
  readonly error: string | undefined;
  readonly onChange: (value: string | boolean) => void;
}

function SchemaInput({ field, value, error, onChange }: SchemaInputProps) {
  const words = { label: field.label, help: field.help, isRequired: field.isRequired, error, onChange };
  if (field.kind === 'boolean') return <CheckboxInput {...words} value={value === true} />;
  const typed = String(value);
  switch (field.kind) {
    case 'choice':
      return <SelectInput {...words} value={typed} choices={field.choices} />;
    case 'file':
      return <FileInput {...words} value={typed} samples={field.samples} />;
    case 'secret':
      return <SecretInput {...words} value={typed} />;
    case 'bytes':
      return <BytesInput {...words} value={typed} />;
    case 'integer':
      return <TextInput {...words} value={typed} kind="number" />;
    case 'json':
      return <StructuredInput {...words} schema={field.schema} value={typed} />;
    case 'text':
    case 'lines':
    case 'number':
    case 'date':
      return <TextInput {...words} value={typed} kind={field.kind} />;
  }
}
