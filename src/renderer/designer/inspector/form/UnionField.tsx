import { isJsonList, type JsonObject } from '../../../../core/domain/model/json.ts';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import type { HolderProps } from '../../../components/structured/value-input-props.ts';
import type { Json } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { blankFor, fieldShape, optionOf, optionsOf } from './field-shape.ts';
import styles from './form.module.css';

export interface UnionFieldProps extends HolderProps {
  readonly value: Json | undefined;
}

/** A value of one of several forms: which form, then its control. An enumeration among them is offered value by value. */
export function UnionField({ label, help, isRequired, schema, value, show, onChange }: UnionFieldProps) {
  const options = optionsOf(schema) ?? [];
  const shown = value ?? schema['default'];
  const at = optionOf(options, shown);
  const option = options[at] ?? {};
  const entries = options.flatMap((each, index) => entriesOf(each, index, label));
  const isPlain = isJsonList(option['enum']) || option['const'] !== undefined;
  const chosen = shown === undefined && !isRequired ? '' : isPlain ? `${String(at)} ${JSON.stringify(shown)}` : String(at);
  return (
    <div className={styles['union']}>
      <SelectInput
        label={label}
        help={help}
        isRequired={isRequired}
        value={chosen}
        choices={[...(isRequired ? [] : [{ value: 'none', label: inspectorWords.notSaid }]), ...entries]}
        onChange={(next) => {
          if (next !== chosen) onChange(entries.find((entry) => entry.value === next)?.blank);
        }}
      />
      {shown !== undefined && !isPlain && fieldShape(option) !== 'json' && <div className={styles['inner']}>{show({ label: inspectorWords.valueOf(label), isRequired: true, schema: option, value: shown, onChange })}</div>}
    </div>
  );
}

function entriesOf(option: JsonObject, index: number, label: string): readonly { readonly value: string; readonly label: string; readonly blank: Json }[] {
  const fixed = option['const'] === undefined ? option['enum'] : [option['const']];
  if (isJsonList(fixed)) return fixed.map((each) => ({ value: `${String(index)} ${JSON.stringify(each)}`, label: typeof each === 'string' ? each : JSON.stringify(each), blank: each }));
  const shape = fieldShape(option);
  const title = typeof option['title'] === 'string' ? option['title'] : (inspectorWords.shapes[shape] ?? label);
  const [first] = shape === 'group' ? Object.keys(typeof option['properties'] === 'object' ? (option['properties'] ?? {}) : {}) : [];
  return [{ value: String(index), label: first === undefined ? title : inspectorWords.groupWith(first), blank: blankFor(option) }];
}
