import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../../../core/domain/model/json.ts';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { readJson } from '../../../components/read-json.ts';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { TextField } from '../fields/TextField.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import styles from '../form/form.module.css';
import { BlockImage } from './BlockImage.tsx';
import { PartPlacing } from './PartPlacing.tsx';

export interface CardBlockFormProps {
  readonly at: string;
  readonly index: number;
  readonly block: JsonObject;
}

const tones = ['info', 'good', 'warning', 'bad'] as const;

/** One block of a card: what it shows, where, and when. */
export function CardBlockForm({ at, index, block }: CardBlockFormProps) {
  const editing = useEditing();
  const words = cardEditorWords;
  const where = `${at}.fields.${textOf(block, 'key')}`;
  const set = (key: string, value: Json | undefined): void => { editing.set(at, ['fields', index, key], value); };
  const text = (key: string, given: { readonly label: string; readonly help?: string; readonly hasLines?: boolean; readonly shown?: string; readonly onChange?: (text: string) => void }) => (
    <FieldBox where={`${where}.${key}`}>
      <TextField label={given.label} help={given.help} isRequired={false} schema={given.hasLines === true ? { type: 'string', format: 'markdown' } : { type: 'string' }} value={given.shown ?? block[key]} onChange={(next) => { (given.onChange ?? ((value) => { set(key, value); }))(typeof next === 'string' ? next : ''); }} />
    </FieldBox>
  );
  return (
    <div className={styles['form']}>
      {textOf(block, 'type') === 'heading' && text('text', { label: words.content })}
      {textOf(block, 'type') === 'paragraph' && text('text', { label: words.content, help: words.contentHelp, hasLines: true })}
      {textOf(block, 'type') === 'callout' && (
        <>
          <SelectInput label={words.tone} isRequired value={textOf(block, 'tone') === '' ? 'info' : textOf(block, 'tone')} choices={tones.map((value) => ({ value, label: words.tones[value] }))} onChange={(next) => { set('tone', next); }} />
          {text('text', { label: words.content, help: words.contentHelp, hasLines: true })}
        </>
      )}
      {textOf(block, 'type') === 'bullets' && text('items', { label: words.items, help: words.itemsHelp, hasLines: true, shown: linesOf(block['items']), onChange: (typed) => { set('items', itemsOf(typed)); } })}
      {textOf(block, 'type') === 'image' && (
        <>
          <BlockImage source={textOf(block, 'source')} onChange={(next) => { set('source', next); }} />
          {text('alt', { label: words.alt, help: words.altHelp })}
        </>
      )}
      {textOf(block, 'type') === 'table' && (
        <>
          {text('label', { label: words.caption, onChange: (typed) => { set('label', typed === '' ? undefined : typed); } })}
          {text('rows', { label: words.rows, help: words.rowsHelp, hasLines: true, shown: typeof block['rows'] === 'string' ? block['rows'] : JSON.stringify(block['rows'] ?? []), onChange: (typed) => { set('rows', typed.includes('{{') ? typed : (readJson(typed) ?? typed)); } })}
          {text('columns', { label: words.columns, help: words.columnsHelp, hasLines: true, shown: columnsText(block['columns']), onChange: (typed) => { set('columns', columnsOf(typed)); } })}
        </>
      )}
      <PartPlacing where={where} part={block} set={set} />
    </div>
  );
}

function linesOf(items: Json | undefined): string {
  return isJsonList(items) ? items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join('\n') : typeof items === 'string' ? items : '';
}

/** One template alone gives the whole list; else a line is an item. */
function itemsOf(typed: string): Json {
  return /^\{\{[^}]*\}\}$/u.test(typed.trim()) ? typed.trim() : typed.split('\n');
}

function columnsText(columns: Json | undefined): string {
  return isJsonList(columns) ? columns.filter(isJsonObject).map((column) => (textOf(column, 'key') === textOf(column, 'label') ? textOf(column, 'key') : `${textOf(column, 'key')}: ${textOf(column, 'label')}`)).join('\n') : '';
}

function columnsOf(typed: string): Json | undefined {
  const lines = typed.split('\n').filter((line) => line !== '');
  if (lines.length === 0) return undefined;
  return lines.map((line) => {
    const [key = '', ...label] = line.split(':');
    const said = label.join(':').replace(/^ /u, '');
    return { key, label: said === '' ? key : said };
  });
}
