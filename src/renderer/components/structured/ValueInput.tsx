import { Fragment } from 'react';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../core/domain/model/json.ts';
import { CheckboxInput } from '../fields/CheckboxInput.tsx';
import { CheckboxList } from '../fields/CheckboxList.tsx';
import { SelectInput } from '../fields/ChoiceInput.tsx';
import fieldStyles from '../fields/fields.module.css';
import { TextInput } from '../fields/TextInput.tsx';
import { KindInput } from './KindInput.tsx';
import { ListInput } from './ListInput.tsx';
import { MapInput } from './MapInput.tsx';
import { MarkedText } from '../MarkedText.tsx';
import styles from './structured.module.css';
import type { HolderProps, ValueInputProps } from './value-input-props.ts';
import { blankOf, choicesOf, faultOf, fieldsOf, memberSchema, shapeOf } from './value-schema.ts';

/** What a list, a map or a group shows of each value in it. */
const showMember = (member: ValueInputProps) => <ValueInput {...member} />;

/** The control for a value of a schema. */
export function ValueInput(props: ValueInputProps) {
  const { label, help, isRequired, schema, value, onChange } = props;
  const error = props.error ?? (value === undefined && !isRequired ? undefined : faultOf(schema, value, label));
  const words = { label, help, error, isRequired };
  const leave = (text: string): void => { onChange(text === '' && !isRequired ? undefined : text); };
  switch (shapeOf(schema)) {
    case 'boolean':
      return <CheckboxInput {...words} value={value === true} onChange={onChange} />;
    case 'choice':
      return <SelectInput {...words} value={textIn(value)} choices={choicesOf(schema).map((each) => ({ value: each, label: each }))} onChange={leave} />;
    case 'several':
      return <CheckboxList {...words} value={textsIn(value)} choices={choicesOf(memberSchema(schema)).map((each) => ({ value: each, label: each }))} onChange={(chosen) => { onChange(chosen.length === 0 && !isRequired ? undefined : [...chosen]); }} />;
    case 'kinds':
      return <KindInput {...words} show={showMember} schema={schema} value={value} onChange={onChange} />;
    case 'list':
      return <ListInput {...words} show={showMember} schema={schema} items={isJsonList(value) ? value : []} onChange={onChange} />;
    case 'map':
      return <MapInput {...words} show={showMember} schema={schema} members={isJsonObject(value) ? value : {}} blank={blankOf} onChange={onChange} />;
    case 'group':
      return <GroupInput {...words} show={showMember} schema={schema} value={isJsonObject(value) ? value : {}} onChange={onChange} />;
    case 'number':
      return <TextInput {...words} kind="number" value={textIn(value)} onChange={leave} />;
    case 'text':
    case undefined:
      return <TextInput {...words} value={textIn(value)} onChange={leave} />;
  }
}

function textsIn(value: Json | undefined): readonly string[] {
  return isJsonList(value) ? value.filter((each) => typeof each === 'string') : [];
}

function textIn(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface GroupInputProps extends HolderProps {
  readonly value: JsonObject;
}

function GroupInput({ label, help, schema, value, show, onChange }: GroupInputProps) {
  return (
    <fieldset className={styles['group']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      {fieldsOf(schema).map(({ key, ...field }) => (
        <Fragment key={key}>
          {show({
            ...field,
            value: value[key],
            onChange(next) {
              const said = { ...value, [key]: next };
              onChange(Object.fromEntries(Object.entries(said).filter((entry): entry is [string, Json] => entry[1] !== undefined)));
            },
          })}
        </Fragment>
      ))}
    </fieldset>
  );
}
