import { isJsonList, type JsonObject } from '../../../../core/domain/model/json.ts';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import type { HolderProps } from '../../../components/structured/value-input-props.ts';
import type { Json } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { blankFor, type FieldShape, fieldShape, optionOf, optionsOf, titleOf, wordFor } from './field-shape.ts';
import styles from './form.module.css';

export interface UnionFieldProps extends HolderProps {
  readonly value: Json | undefined;
}

const typedShapes: ReadonlySet<FieldShape> = new Set(['text', 'template', 'expression', 'duration', 'number']);

/** A value of one of several forms: which form, then its control. An enumeration among them is offered value by value. */
export function UnionField({ label, help, isRequired, schema, value, show, onChange }: UnionFieldProps) {
  const options = optionsOf(schema) ?? [];
  const shown = value ?? schema['default'];
  const isTyped = isRequired && shown === undefined && typedShapes.has(fieldShape(options[0] ?? {}));
  const at = optionOf(options, shown);
  const option = options[at] ?? {};
  const entries = options.flatMap((each, index) => entriesOf(each, index, label));
  const isPlain = isJsonList(option['enum']) || option['const'] !== undefined;
  // Of a form that is typed nothing is chosen by opening it; anything else is a person's choice.
  const chosen = shown === undefined && !isTyped ? '' : isPlain ? `${String(at)} ${JSON.stringify(shown)}` : String(at);
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
      {(shown !== undefined || isTyped) && !isPlain && fieldShape(option) !== 'json' && <div className={styles['inner']}>{show({ label: titleOf(option) ?? inspectorWords.valueOf(label), isRequired: true, schema: option, value: shown, onChange })}</div>}
    </div>
  );
}

function entriesOf(option: JsonObject, index: number, label: string): readonly { readonly value: string; readonly label: string; readonly blank: Json }[] {
  const fixed = option['const'] === undefined ? option['enum'] : [option['const']];
  if (isJsonList(fixed)) return fixed.map((each) => ({ value: `${String(index)} ${JSON.stringify(each)}`, label: wordFor(option, each), blank: each }));
  const shape = fieldShape(option);
  const [first] = shape === 'group' ? Object.keys(typeof option['properties'] === 'object' ? (option['properties'] ?? {}) : {}) : [];
  const form = option['type'] === 'null' ? inspectorWords.nothing : first === undefined ? (inspectorWords.shapes[shape] ?? label) : inspectorWords.groupWith(first);
  return [{ value: String(index), label: titleOf(option) ?? form, blank: blankFor(option) }];
}
