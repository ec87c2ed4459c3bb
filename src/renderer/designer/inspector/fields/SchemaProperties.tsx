import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import { MarkedText } from '../../../components/MarkedText.tsx';
import { NewName } from '../../../components/structured/NewName.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { useTypedPlace } from '../editing/typed-place.tsx';
import { useEditing } from '../editing/use-editing.ts';
import { moved } from '../form/ListField.tsx';
import { nameFault, nameRules } from '../rows/name-rules.ts';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { RowName } from '../rows/RowName.tsx';
import { useOpenRow } from '../rows/use-open-row.ts';
import { PropertyEditor } from './PropertyEditor.tsx';
import { propertyKind, withoutKey } from './property-kinds.ts';

/** Whether a schema is a list of properties, or may become one. */
export function isPropertyList(value: Json | undefined): boolean {
  return value === undefined || (isJsonObject(value) && (Object.keys(value).length === 0 || (value['type'] === 'object' && (value['properties'] === undefined || isJsonObject(value['properties'])))));
}

export interface SchemaPropertiesProps extends ValueInputProps {
  /** Calls a property otherwise where more than the schema follows; false where that was refused. */
  readonly onRename?: (name: string, to: string) => boolean;
}

/** A schema of an object, a property a row. Whatever else the schema says stays. */
export function SchemaProperties({ label, help, isRequired, value, onChange, onRename }: SchemaPropertiesProps) {
  const schema = isJsonObject(value) ? value : {};
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = isJsonList(schema['required']) ? schema['required'].filter((each) => typeof each === 'string') : [];
  const names = Object.keys(properties);
  const { isReadOnly } = useEditing();
  const where = useTypedPlace().at(-1) ?? '';
  // Inputs and outputs are known by their names alone.
  const placeOf = (name: string): string => (where === 'inputs' || where === 'outputs' ? `${where}.${name}` : `${where}.properties.${name}`);
  const [open, setOpen] = useOpenRow(where, names.map((name) => ({ key: name, where: placeOf(name) })));
  const put = (next: JsonObject, needed: readonly string[] = required): void => {
    const held = withoutKey({ type: 'object', ...schema, properties: next }, 'required');
    onChange(needed.length === 0 ? held : { ...held, required: needed });
  };
  const rename = (name: string, to: string): void => {
    const isDone = onRename?.(name, to);
    if (isDone === undefined) put(Object.fromEntries(Object.entries(properties).map(([key, property]) => [key === name ? to : key, property])), required.map((each) => (each === name ? to : each)));
    if (isDone !== false) setOpen(to);
  };
  return (
    <fieldset className={structuredStyles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      {names.length === 0 && <p className={fieldStyles['help']}>{formWords.noEntries}</p>}
      {names.length > 0 && (
        <OrderedRows
          label={label}
          isReadOnly={isReadOnly}
          open={open}
          onOpen={setOpen}
          onShift={(from, to) => { put(Object.fromEntries(moved(Object.entries(properties), from, to))); }}
          onTake={(index) => {
            const name = names[index] ?? '';
            put(withoutKey(properties, name), required.filter((each) => each !== name));
          }}
          rows={Object.entries(properties).map(([name, property]) => {
            const own = isJsonObject(property) ? property : {};
            return {
              key: name,
              name,
              isNamed: true,
              note: inspectorWords.property.kinds[propertyKind(own)],
              where: placeOf(name),
              content: <><RowName key={name} name={name} taken={names} rule={nameRules.property} {...(onRename === undefined ? {} : { help: inspectorWords.rowName.follows })} onRename={(to) => { rename(name, to); }} /><PropertyEditor where={placeOf(name)} schema={own} isNeeded={required.includes(name)} onChange={(next) => { put({ ...properties, [name]: next }); }} onNeeded={(isNeeded) => { put(properties, isNeeded ? [...required, name] : required.filter((each) => each !== name)); }} /></>,
            };
          })}
        />
      )}
      <NewName label={label} names={{}} refusedAs={(name) => nameFault(name, nameRules.property)} taken={names} onAdd={(name) => {
        put({ ...properties, [name]: { type: 'string' } });
        setOpen(name);
      }} />
      {!isRequired && value !== undefined && <Button size="small" look="quiet" onPress={() => { onChange(undefined); }}>{inspectorWords.dropSchema}</Button>}
    </fieldset>
  );
}
