import { isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { formWords } from '../../strings/forms.ts';
import { IconButton } from '../Button.tsx';
import fieldStyles from '../fields/fields.module.css';
import { MarkedText } from '../MarkedText.tsx';
import { NewName } from './NewName.tsx';
import styles from './structured.module.css';
import type { HolderProps } from './value-input-props.ts';
import { memberSchema } from './value-schema.ts';

export interface MapInputProps extends Omit<HolderProps, 'onChange'> {
  readonly members: JsonObject;
  /** What a new member begins as. */
  readonly blank: (schema: JsonObject) => Json;
  readonly onChange: (members: JsonObject) => void;
}

/** Named values; each can be taken out, and another added under a name that is free. */
export function MapInput({ label, help, error, schema, members, blank, show, onChange }: MapInputProps) {
  const member = memberSchema(schema);
  return (
    <fieldset className={styles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      {Object.keys(members).length === 0 && <p className={fieldStyles['help']}>{formWords.noEntries}</p>}
      {Object.entries(members).map(([name, value]) => (
        <div key={name} className={styles['member']}>
          {show({ label: name, isRequired: true, schema: member, value, onChange: (next) => { onChange({ ...members, [name]: next ?? blank(member) }); } })}
          <IconButton icon="trash" label={formWords.removeNamed(name)} onPress={() => { onChange(Object.fromEntries(Object.entries(members).filter(([key]) => key !== name))); }} />
        </div>
      ))}
      {error !== undefined && <p className={fieldStyles['error']}>{error}</p>}
      <NewName label={label} names={isJsonObject(schema['propertyNames']) ? schema['propertyNames'] : {}} taken={Object.keys(members)} onAdd={(name) => { onChange({ ...members, [name]: blank(member) }); }} />
    </fieldset>
  );
}
