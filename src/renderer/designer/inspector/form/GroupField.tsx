import { isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import fieldStyles from '../../../components/fields/fields.module.css';
import { MarkedText } from '../../../components/MarkedText.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import type { HolderProps } from '../../../components/structured/value-input-props.ts';
import { fieldsOf } from '../../../components/structured/value-schema.ts';
import { isAsked } from './field-shape.ts';
import styles from './form.module.css';
import { UnknownFields } from './UnknownFields.tsx';

export interface GroupFieldProps extends HolderProps {
  readonly value: Json | undefined;
}

/** Different values under names that are fixed. */
export function GroupField({ label, help, schema, value, show, onChange }: GroupFieldProps) {
  const held = isJsonObject(value) ? value : {};
  const fields = fieldsOf(schema);
  const set = (key: string, next: Json | undefined): void => {
    const members = without({ ...held, [key]: next });
    onChange(members);
  };
  return (
    <fieldset className={structuredStyles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      {fields.filter(({ key, schema: own }) => isAsked(own, held[key])).map(({ key, ...field }) => (
        <div key={key} className={styles['box']}>{show({ ...field, value: held[key], onChange: (next) => { set(key, next); } })}</div>
      ))}
      <UnknownFields known={fields.map(({ key }) => key)} config={held} onChange={set} />
    </fieldset>
  );
}

function without(members: { readonly [key: string]: Json | undefined }): JsonObject {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
