import { useState } from 'react';
import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { DraftText } from '../editing/DraftText.tsx';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { TextField } from '../fields/TextField.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import { FieldPlaceProvider } from '../form/field-place.tsx';
import styles from '../form/form.module.css';
import { Fold } from '../rows/Fold.tsx';
import { ListHead } from '../rows/ListHead.tsx';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { CardFieldForm } from './CardFieldForm.tsx';
import { CardPreview } from './CardPreview.tsx';
import { newField } from './new-card.ts';

export interface CardEditorProps {
  readonly card: JsonObject;
  /** The node that shows it, whose values its texts may read; empty where none does. */
  readonly scope: string;
}

/** A card in full: its text, its fields in order, and how it will look. */
export function CardEditor({ card, scope }: CardEditorProps) {
  const editing = useEditing();
  const [open, setOpen] = useState<string>();
  const words = inspectorWords.cards;
  const at = `cards.${idOf(card)}`;
  const fields = listIn(card, 'fields');
  const set = (key: string, value: Json | undefined): void => { editing.set(at, [key], value); };
  return (
    <FieldPlaceProvider value={{ where: at, scope, takesTemplates: true }}>
      <div className={styles['form']}>
        <FieldBox where={at}>
          <DraftText label={words.title} isRequired value={textOf(card, 'title')} onChange={(next) => { set('title', next); }} />
        </FieldBox>
        <FieldBox where={`${at}.body`}>
          <TextField label={words.body} help={words.bodyHelp} isRequired={false} schema={{ type: 'string', format: 'markdown' }} value={card['body']} onChange={(next) => { set('body', next ?? ''); }} />
        </FieldBox>
        <section aria-label={words.fields}>
          <ListHead
            title={words.fields}
            none={fields.length === 0 ? words.noFields : undefined}
            add={words.addField}
            isReadOnly={editing.isReadOnly}
            onAdd={() => {
              if (editing.act({ kind: 'insert', at, list: ['fields'], index: fields.length, item: newField(fields, 'text') })) setOpen(String(fields.length));
            }}
          />
          {fields.length > 0 && (
            <OrderedRows
              label={words.fields}
              isReadOnly={editing.isReadOnly}
              open={open}
              onOpen={setOpen}
              onShift={(from, to) => {
                if (editing.act({ kind: 'shift', at, list: ['fields'], from, to }) && open === String(from)) setOpen(String(to));
              }}
              onTake={(index) => {
                if (editing.act({ kind: 'take', at, list: ['fields'], index })) setOpen(undefined);
              }}
              rows={fields.map((field, index) => ({
                key: String(index),
                name: textOf(field, 'label') || textOf(field, 'key'),
                note: words.types[textOf(field, 'type')] ?? textOf(field, 'type'),
                where: `${at}.fields.${textOf(field, 'key')}`,
                faults: 0,
                content: <CardFieldForm at={at} index={index} fields={fields} field={field} />,
              }))}
            />
          )}
        </section>
        <TextInput label={words.submitLabel} placeholder={inspectorWords.fallback(words.submit)} value={textOf(card, 'submitLabel')} onChange={(next) => { set('submitLabel', next === '' ? undefined : next); }} />
        <Fold title={words.preview} isOpenFirst>
          <CardPreview card={card} />
        </Fold>
      </div>
    </FieldPlaceProvider>
  );
}
