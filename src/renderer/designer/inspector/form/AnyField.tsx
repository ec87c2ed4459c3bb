import { classNames } from '../../../components/class-names.ts';
import type { ValueInputProps } from '../../../components/structured/value-input-props.ts';
import { SelectBar } from '../../../components/fields/ChoiceInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { TextField } from '../fields/TextField.tsx';
import { useFieldPlace } from './field-place.tsx';
import { JsonField } from './JsonField.tsx';
import styles from './form.module.css';

/** A value of whatever form: a text, or anything else as JSON. */
export function AnyField(props: ValueInputProps) {
  const { label, value, onChange } = props;
  const isText = value === undefined || typeof value === 'string';
  const { takesTemplates } = useFieldPlace();
  const form = (
    <div className={styles['anyForm']}>
      <SelectBar
        label={inspectorWords.formOf(label)}
        value={isText ? 'text' : 'json'}
        choices={[{ value: 'text', label: inspectorWords.asText }, { value: 'json', label: inspectorWords.asJson }]}
        onChange={(next) => {
          if (next === 'json' && isText) onChange(value === undefined || value === '' ? [] : [value]);
          if (next === 'text' && !isText) onChange(JSON.stringify(value));
        }}
      />
    </div>
  );
  // A template has buttons beside its label; the form stands in their row.
  const isInRow = isText && takesTemplates;
  return (
    <div className={classNames(styles['any'], !isInRow && styles['aside'])}>
      {!isInRow && form}
      {isText ? <TextField {...props} schema={{ type: 'string', maxLength: 100_000 }} beside={isInRow ? form : undefined} /> : <JsonField {...props} />}
    </div>
  );
}
