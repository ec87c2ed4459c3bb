import type { Json, JsonObject } from '../../../core/domain/model/json.ts';
import { formWords } from '../../strings/forms.ts';
import { Button, IconButton } from '../Button.tsx';
import fieldStyles from '../fields/fields.module.css';
import { MarkedText } from '../MarkedText.tsx';
import styles from './structured.module.css';
import type { HolderProps } from './value-input-props.ts';
import { blankOf, memberSchema } from './value-schema.ts';

export interface ListInputProps extends HolderProps {
  readonly schema: JsonObject;
  readonly items: readonly Json[];
}

/** Values one below the other; each can be taken out, and another put at the end. */
export function ListInput({ label, help, error, schema, items, show, onChange }: ListInputProps) {
  const member = memberSchema(schema);
  const most = schema['maxItems'];
  return (
    <fieldset className={styles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      {items.length === 0 && <p className={fieldStyles['help']}>{formWords.noEntries}</p>}
      {items.map((item, index) => (
        // Places are what tells them apart: equal values are allowed.
        <div key={index} className={styles['member']}>
          {show({ label: `${label} ${String(index + 1)}`, isRequired: true, schema: member, value: item, onChange: (next) => { onChange(items.map((each, place) => (place === index ? (next ?? '') : each))); } })}
          <IconButton icon="trash" label={formWords.removeNamed(`${label} ${String(index + 1)}`)} onPress={() => { onChange(items.filter((_, place) => place !== index)); }} />
        </div>
      ))}
      {error !== undefined && <p className={fieldStyles['error']}>{error}</p>}
      <Button size="small" aria-label={formWords.addTo(label)} isDisabled={typeof most === 'number' && items.length >= most} onPress={() => { onChange([...items, blankOf(member)]); }}>
        {formWords.add}
      </Button>
    </fieldset>
  );
}
