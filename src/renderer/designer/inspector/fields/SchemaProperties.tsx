import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import { MarkedText } from '../../../components/MarkedText.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import styles from '../form/form.module.css';
import { NewName } from '../form/MapField.tsx';
import { PropertyEditor } from './PropertyEditor.tsx';
import { withoutKey } from './property-kinds.ts';

/** Whether a schema is a list of properties, or may become one. */
export function isPropertyList(value: Json | undefined): boolean {
  return value === undefined || (isJsonObject(value) && (Object.keys(value).length === 0 || (value['type'] === 'object' && (value['properties'] === undefined || isJsonObject(value['properties'])))));
}

/** A schema of an object, a property a row. Whatever else the schema says stays. */
export function SchemaProperties({ label, help, isRequired, value, onChange }: ValueInputProps) {
  const schema = isJsonObject(value) ? value : {};
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = isJsonList(schema['required']) ? schema['required'].filter((each) => typeof each === 'string') : [];
  const put = (next: JsonObject, needed: readonly string[] = required): void => {
    const held = withoutKey({ type: 'object', ...schema, properties: next }, 'required');
    onChange(needed.length === 0 ? held : { ...held, required: needed });
  };
  return (
    <fieldset className={styles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={styles['help']}><MarkedText text={help} /></p>}
      {Object.keys(properties).length === 0 && <p className={styles['help']}>{formWords.noEntries}</p>}
      {Object.entries(properties).map(([name, property]) => (
        <div key={name} className={styles['member']}>
          <PropertyEditor
            name={name}
            schema={isJsonObject(property) ? property : {}}
            isNeeded={required.includes(name)}
            onChange={(next) => { put({ ...properties, [name]: next }); }}
            onNeeded={(isNeeded) => { put(properties, isNeeded ? [...required, name] : required.filter((each) => each !== name)); }}
          />
          <IconButton icon="trash" label={formWords.removeNamed(name)} onPress={() => { put(withoutKey(properties, name), required.filter((each) => each !== name)); }} />
        </div>
      ))}
      <NewName label={label} names={{ pattern: '^[A-Za-z_][A-Za-z0-9_]*$' }} taken={Object.keys(properties)} onAdd={(name) => { put({ ...properties, [name]: { type: 'string' } }); }} />
      {!isRequired && value !== undefined && <Button size="small" look="quiet" onPress={() => { onChange(undefined); }}>{inspectorWords.dropSchema}</Button>}
    </fieldset>
  );
}
