import { isJsonList, isJsonObject, type Json } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { CheckboxList } from '../../../components/fields/CheckboxList.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { KindInput } from '../../../components/structured/KindInput.tsx';
import { MapInput } from '../../../components/structured/MapInput.tsx';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { choicesOf, memberSchema } from '../../../components/structured/value-schema.ts';
import { formWords } from '../../../strings/forms.ts';
import { DurationField } from '../fields/DurationField.tsx';
import { ExpressionField } from '../fields/ExpressionField.tsx';
import { NumberField } from '../fields/NumberField.tsx';
import { PickerField } from '../fields/PickerField.tsx';
import { PromptField } from '../fields/PromptField.tsx';
import { RowExpressionField } from '../fields/RowExpressionField.tsx';
import { SchemaEditor } from '../fields/SchemaEditor.tsx';
import { TextField } from '../fields/TextField.tsx';
import { AbsentField, Removable } from './AbsentField.tsx';
import { AnyField } from './AnyField.tsx';
import { blankFor, type FieldShape, fieldShape, wordFor } from './field-shape.ts';
import styles from './form.module.css';
import { FieldPlaceProvider, useFieldPlace } from './field-place.tsx';
import { GroupField } from './GroupField.tsx';
import { JsonField } from './JsonField.tsx';
import { ListField } from './ListField.tsx';
import { OfferedNames } from './OfferedNames.tsx';
import { UnionField } from './UnionField.tsx';

/** Groups of fields that are not there until somebody wants them: what has to stand in them is not asked for before. */
const mayBeAbsent: ReadonlySet<FieldShape> = new Set(['group', 'kinds']);

const showMember = (member: ValueInputProps) => <ValueField {...member} />;

/** The control for a value of a schema, by the schema's form and format. */
export function ValueField(props: ValueInputProps) {
  const shape = fieldShape(props.schema);
  const { value } = props;
  // A value that is not of the form its schema says is shown as it is, and mended there.
  if (value !== undefined && !isOfShape(shape, value)) return <JsonField {...props} />;
  if (value === undefined && !props.isRequired && props.schema['default'] === undefined && mayBeAbsent.has(shape)) return <AbsentField {...props} />;
  const Control = controls[shape];
  return <Control {...props} />;
}

const missing = ({ label, isRequired, value }: ValueInputProps): string | undefined => (isRequired && (value === undefined || value === '') ? formWords.missing(label) : undefined);

function Choice(props: ValueInputProps) {
  const { label, help, isRequired, schema, value, onChange } = props;
  const fallback = schema['default'];
  const chosen = value ?? fallback ?? '';
  const choices = choicesOf(schema).map((each) => ({ value: each, label: each === fallback && !isRequired ? formWords.isDefault(wordFor(schema, each)) : wordFor(schema, each) }));
  return <SelectInput label={label} help={help} isRequired={isRequired} error={missing(props)} value={typeof chosen === 'string' ? chosen : JSON.stringify(chosen)} choices={choices} onChange={(next) => { onChange(next === '' ? undefined : next); }} />;
}

function Several({ label, help, isRequired, schema, value, onChange }: ValueInputProps) {
  const shown = value ?? schema['default'];
  const chosen = isJsonList(shown) ? shown.filter((each) => typeof each === 'string') : [];
  return <CheckboxList label={label} help={help} isRequired={isRequired} value={chosen} choices={choicesOf(memberSchema(schema)).map((each) => ({ value: each, label: each }))} onChange={(next) => { onChange(next.length === 0 ? undefined : [...next]); }} />;
}

function Map(props: ValueInputProps) {
  const { isRequired, schema, value, onChange } = props;
  const place = useFieldPlace();
  const members = isJsonObject(value) ? value : {};
  return (
    // An empty text is a value, too: what a run yields, or gives to another workflow.
    <FieldPlaceProvider value={schema['format'] === 'templates' ? { ...place, takesEmpty: true } : place}>
      <MapInput {...props} show={showMember} members={members} blank={blankFor} onChange={(next) => { onChange(Object.keys(next).length === 0 && !isRequired ? undefined : next); }} />
      {schema['format'] === 'templates' && <OfferedNames members={members} onAdd={(name) => { onChange({ ...members, [name]: blankFor(memberSchema(schema)) }); }} />}
    </FieldPlaceProvider>
  );
}

function YesNo({ label, help, schema, value, onChange }: ValueInputProps) {
  return <CheckboxInput label={label} help={help} value={(value ?? schema['default']) === true} onChange={onChange} />;
}

const Kinds = (props: ValueInputProps) => <div className={styles['kinds']}><KindInput {...props} show={showMember} /></div>;
const List = (props: ValueInputProps) => <ListField {...props} show={showMember} />;
const Group = (props: ValueInputProps) => <Removable {...props}><GroupField {...props} show={showMember} /></Removable>;
const Union = (props: ValueInputProps) => <UnionField {...props} show={showMember} />;

const controls: { readonly [Shape in FieldShape]: (props: ValueInputProps) => React.ReactNode } = {
  expression: ExpressionField,
  'row-expression': RowExpressionField,
  template: TextField,
  text: TextField,
  markdown: TextField,
  prompt: PromptField,
  duration: DurationField,
  connector: PickerField,
  model: PickerField,
  credential: PickerField,
  document: PickerField,
  workflow: PickerField,
  directory: PickerField,
  card: PickerField,
  variable: PickerField,
  loop: PickerField,
  'json-schema': SchemaEditor,
  number: NumberField,
  boolean: YesNo,
  choice: Choice,
  several: Several,
  kinds: Kinds,
  union: Union,
  list: List,
  map: Map,
  group: Group,
  any: AnyField,
  json: JsonField,
};

function isOfShape(shape: FieldShape, value: Json): boolean {
  switch (shape) {
    case 'number':
      return typeof value === 'number' || typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'list':
    case 'several':
      return isJsonList(value);
    case 'map':
    case 'group':
    case 'kinds':
    case 'json-schema':
      return isJsonObject(value);
    case 'any':
    case 'union':
    case 'json':
    case 'choice':
      return true;
    default:
      return typeof value === 'string';
  }
}
