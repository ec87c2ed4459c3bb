import { isJsonList, type Json } from '../../../../core/domain/model/json.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import fieldStyles from '../../../components/fields/fields.module.css';
import { MarkedText } from '../../../components/MarkedText.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import type { HolderProps } from '../../../components/structured/value-input-props.ts';
import { memberSchema } from '../../../components/structured/value-schema.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { blankFor, titleOf } from './field-shape.ts';
import styles from './form.module.css';

export interface ListFieldProps extends HolderProps {
  readonly value: Json | undefined;
}

/** Values in order: each can be moved and taken out, and another put at the end. */
export function ListField({ label, help, error, isRequired, schema, value, show, onChange }: ListFieldProps) {
  const member = memberSchema(schema);
  const shown = value ?? schema['default'];
  const items = isJsonList(shown) ? shown : [];
  const { maxItems } = schema;
  const fault = error ?? (isRequired && items.length === 0 ? formWords.missing(label) : undefined);
  const put = (next: readonly Json[]): void => { onChange(next.length === 0 && !isRequired ? undefined : next); };
  return (
    <fieldset className={structuredStyles['many']}>
      <legend>{label}</legend>
      {help !== undefined && <p className={fieldStyles['help']}><MarkedText text={help} /></p>}
      {items.length === 0 && <p className={fieldStyles['help']}>{formWords.noEntries}</p>}
      {items.map((item, index) => {
        const name = `${titleOf(member) ?? label} ${String(index + 1)}`;
        return (
          // Places are what tells them apart: equal values are allowed.
          <div key={index} className={structuredStyles['member']}>
            {show({ label: name, isRequired: true, schema: member, value: item, onChange: (next) => { put(items.map((each, place) => (place === index ? (next ?? blankFor(member)) : each))); } })}
            <span className={styles['acts']}>
              {index > 0 && <IconButton icon="chevronUp" label={inspectorWords.moveUp(name)} onPress={() => { put(moved(items, index, index - 1)); }} />}
              <IconButton icon="trash" label={formWords.removeNamed(name)} onPress={() => { put(items.filter((_, place) => place !== index)); }} />
            </span>
          </div>
        );
      })}
      {fault !== undefined && <p className={fieldStyles['error']}>{fault}</p>}
      <Button size="small" icon="plus" aria-label={formWords.addTo(label)} isDisabled={typeof maxItems === 'number' && items.length >= maxItems} onPress={() => { put([...items, blankFor(member)]); }}>
        {formWords.add}
      </Button>
    </fieldset>
  );
}

export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const rest = items.filter((_, place) => place !== from);
  return [...rest.slice(0, to), ...items.slice(from, from + 1), ...rest.slice(to)];
}
