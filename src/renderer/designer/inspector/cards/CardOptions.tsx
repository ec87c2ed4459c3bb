import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { Button, IconButton } from '../../../components/Button.tsx';
import structuredStyles from '../../../components/structured/structured.module.css';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { DraftText } from '../editing/DraftText.tsx';
import { textOf } from '../editing/reading.ts';
import { moved } from '../form/ListField.tsx';
import styles from '../form/form.module.css';

export interface CardOptionsProps {
  readonly options: Json | undefined;
  readonly onChange: (options: Json) => void;
}

/** What can be chosen: the words people read, and the value the workflow gets. */
export function CardOptions({ options, onChange }: CardOptionsProps) {
  const words = inspectorWords.cards;
  const held: readonly JsonObject[] = isJsonList(options) ? options.filter((each): each is JsonObject => isJsonObject(each)) : [];
  const put = (index: number, change: JsonObject): void => { onChange(held.map((each, place) => (place === index ? { ...each, ...change } : each))); };
  const fresh = (): string => {
    const values = new Set(held.map(({ value }) => value));
    let number = held.length + 1;
    while (values.has(`option_${String(number)}`)) number += 1;
    return `option_${String(number)}`;
  };
  return (
    <fieldset className={structuredStyles['many']}>
      <legend>{words.options}</legend>
      {held.map((option, index) => (
        <div key={index} className={structuredStyles['member']}>
          <div className={styles['pair']}>
            <DraftText label={words.optionLabel(index + 1)} isRequired value={textOf(option, 'label')} onChange={(label) => { put(index, { label }); }} />
            <DraftText label={words.optionValue(index + 1)} isRequired value={textOf(option, 'value')} onChange={(value) => { put(index, { value }); }} />
          </div>
          <span className={styles['acts']}>
            {index > 0 && <IconButton icon="chevronUp" label={inspectorWords.moveUp(textOf(option, 'label'))} onPress={() => { onChange(moved(held, index, index - 1)); }} />}
            {held.length > 1 && <IconButton icon="trash" label={formWords.removeNamed(textOf(option, 'label'))} onPress={() => { onChange(held.filter((_, place) => place !== index)); }} />}
          </span>
        </div>
      ))}
      <Button size="small" icon="plus" aria-label={formWords.addTo(words.options)} onPress={() => { const value = fresh(); onChange([...held, { value, label: words.newOption(held.length + 1) }]); }}>
        {formWords.add}
      </Button>
    </fieldset>
  );
}
