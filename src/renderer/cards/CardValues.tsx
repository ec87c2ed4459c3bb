import type { CardField } from '../../core/domain/model/card.ts';
import { isJsonList, isJsonObject, type Json } from '../../core/domain/model/json.ts';
import { shownText } from '../../core/domain/model/shown-text.ts';
import { cardWords } from '../strings/cards.ts';
import styles from './CardAnswer.module.css';

export interface CardValuesProps {
  readonly fields: readonly CardField[];
  readonly values: Readonly<Record<string, Json | readonly string[]>>;
}

/** What stands in fields, in the words people chose from. */
export function CardValues({ fields, values }: CardValuesProps) {
  return (
    <dl className={styles['values']}>
      {fields.map((field) => (
        <div key={field.key}>
          <dt>{shownText(field.label)}</dt>
          <dd>{shownText(answerWords(field, values[field.key]))}</dd>
        </div>
      ))}
    </dl>
  );
}

function answerWords(field: CardField, value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return cardWords.noAnswer;
  if (typeof value === 'boolean') return value ? cardWords.yes : cardWords.no;
  if (isJsonList(value)) return value.length === 0 ? cardWords.noAnswer : value.map((one) => optionWords(field, typeof one === 'string' ? one : JSON.stringify(one))).join(', ');
  if (isJsonObject(value) && typeof value['name'] === 'string') return value['name'];
  return typeof value === 'string' ? optionWords(field, value) : JSON.stringify(value);
}

function optionWords(field: CardField, value: string): string {
  return 'options' in field ? (field.options.find((option) => option.value === value)?.label ?? value) : value;
}
