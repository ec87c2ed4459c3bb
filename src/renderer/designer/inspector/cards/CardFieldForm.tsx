import { mostFileBytes } from '../../../../core/domain/model/card.ts';
import { isJsonList, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { CheckboxInput } from '../../../components/fields/CheckboxInput.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { DraftText } from '../editing/DraftText.tsx';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { NumberField } from '../fields/NumberField.tsx';
import { TextField } from '../fields/TextField.tsx';
import styles from '../form/form.module.css';
import { nameFault, nameRules } from '../rows/name-rules.ts';
import { CardOptions } from './CardOptions.tsx';
import { asFieldType, fieldTypes } from './new-card.ts';
import { PartPlacing } from './PartPlacing.tsx';

export interface CardFieldFormProps {
  readonly at: string;
  readonly index: number;
  readonly fields: readonly JsonObject[];
  readonly field: JsonObject;
}

/** One field of a card: what is asked, of what type, and what holds for the answer. */
export function CardFieldForm({ at, index, fields, field }: CardFieldFormProps) {
  const editing = useEditing();
  const words = inspectorWords.cards;
  const type = textOf(field, 'type');
  const set = (key: string, value: Json | undefined): void => { editing.set(at, ['fields', index, key], value); };
  const number = (key: string, label: string, schema: JsonObject) => <NumberField label={label} isRequired={false} schema={schema} value={field[key]} onChange={(next) => { set(key, next); }} />;
  const length = { type: 'integer', minimum: 0, maximum: 100_000 };
  return (
    <div className={styles['form']}>
      <DraftText label={words.label} isRequired value={textOf(field, 'label')} onChange={(next) => { set('label', next); }} />
      <SelectInput
        label={words.type}
        isRequired
        value={type}
        choices={fieldTypes.map((each) => ({ value: each, label: cardEditorWords.types[each] ?? each }))}
        onChange={(next) => {
          const chosen = fieldTypes.find((each) => each === next);
          if (chosen !== undefined && chosen !== type) editing.act({ kind: 'set', at, path: ['fields', index], value: asFieldType(field, chosen) });
        }}
      />
      <DraftText label={words.key} help={words.keyHelp} isRequired value={textOf(field, 'key')} faultOf={(text) => keyFault(text, index, fields)} onChange={(next) => { set('key', next); }} />
      <TextInput label={words.help} value={textOf(field, 'help')} onChange={(next) => { set('help', next === '' ? undefined : next); }} />
      <CheckboxInput label={words.required} value={field['required'] === true} onChange={(next) => { set('required', next); }} />
      {(type === 'text' || type === 'textarea') && (
        <>
          <div className={styles['pair']}>
            {number('minLength', words.minLength, length)}
            {number('maxLength', words.maxLength, { ...length, minimum: 1 })}
          </div>
          <TextInput label={words.pattern} help={words.patternHelp} value={textOf(field, 'pattern')} onChange={(next) => { set('pattern', next === '' ? undefined : next); }} />
          {textOf(field, 'pattern') !== '' && <TextInput label={cardEditorWords.patternMessage} value={textOf(field, 'patternMessage')} onChange={(next) => { set('patternMessage', next === '' ? undefined : next); }} />}
        </>
      )}
      {type === 'number' && (
        <div className={styles['pair']}>
          {number('minimum', words.minimum, { type: 'number' })}
          {number('maximum', words.maximum, { type: 'number' })}
        </div>
      )}
      {['select', 'radio', 'multiselect'].includes(type) && <CardOptions options={field['options']} onChange={(next) => { set('options', next); }} />}
      {type === 'file' && (
        <div className={styles['pair']}>
          <DraftText label={cardEditorWords.accept} help={cardEditorWords.acceptHelp} value={endingsText(field['accept'])} faultOf={endingsFault} onChange={(next) => { set('accept', endingsOf(next)); }} />
          {number('maxBytes', cardEditorWords.maxBytes, { type: 'integer', minimum: 1, maximum: mostFileBytes })}
        </div>
      )}
      {type === 'checkbox' || type === 'toggle' ? (
        <CheckboxInput label={type === 'toggle' ? cardEditorWords.toggleOn : words.defaultTicked} value={field['default'] === true} onChange={(next) => { set('default', next ? true : undefined); }} />
      ) : (
        type !== 'multiselect' && type !== 'file' && <TextField label={words.default} help={words.defaultHelp} isRequired={false} schema={{ type: 'string' }} value={typeof field['default'] === 'number' ? String(field['default']) : field['default']} onChange={(next) => { set('default', defaultOf(type, next)); }} />
      )}
      <PartPlacing where={`${at}.fields.${textOf(field, 'key')}`} part={field} set={set} />
    </div>
  );
}

function endingsOf(typed: string): Json | undefined {
  const endings = typed.toLowerCase().split(/[\s,]+/u).filter((each) => each !== '');
  return endings.length === 0 ? undefined : endings;
}

function endingsText(accept: Json | undefined): string {
  return isJsonList(accept) ? accept.filter((each) => typeof each === 'string').join(', ') : '';
}

function endingsFault(typed: string): string | undefined {
  const endings = endingsOf(typed);
  return !isJsonList(endings) || endings.every((each) => typeof each === 'string' && /^\.[a-z0-9]{1,16}$/u.test(each)) ? undefined : cardEditorWords.badEnding;
}

function keyFault(text: string, index: number, fields: readonly JsonObject[]): string | undefined {
  return nameFault(text, nameRules.local) ?? (fields.some(({ key }, place) => key === text && place !== index) ? inspectorWords.about.takenId(text) : undefined);
}

/** A number is one where it can be read; else it may be a template. */
function defaultOf(type: string, value: Json | undefined): Json | undefined {
  return type === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
}
