import { cutText } from '../../../../core/domain/model/cut-text.ts';
import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { Json, JsonObject } from '../../../../core/domain/model/json.ts';
import { TextInput } from '../../../components/fields/TextInput.tsx';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { formWords } from '../../../strings/forms.ts';
import { DraftText } from '../editing/DraftText.tsx';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { TextField } from '../fields/TextField.tsx';
import { FieldBox } from '../form/FieldBox.tsx';
import { FieldPlaceProvider } from '../form/field-place.tsx';
import styles from '../form/form.module.css';
import { Fold } from '../rows/Fold.tsx';
import { RowList } from '../rows/RowList.tsx';
import { CardBlockForm } from './CardBlockForm.tsx';
import { CardFieldForm } from './CardFieldForm.tsx';
import { CardPreview } from './CardPreview.tsx';
import { isBlockType, newField, newPart, partType } from './new-card.ts';

export interface CardEditorProps {
  readonly card: JsonObject;
  /** The node that shows it, whose values its texts may read; empty where none does. */
  readonly scope: string;
  /** The preview and the palette stand beside it. */
  readonly isLarge?: boolean;
}

const longestName = 60;

/** A card in full: its text, its fields in order, and how it will look. */
export function CardEditor({ card, scope, isLarge = false }: CardEditorProps) {
  const editing = useEditing();
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
        <RowList
          words={cardEditorWords.parts}
          at={at}
          list={['fields']}
          items={fields}
          adding={{ fresh: () => newField(fields, 'text') }}
          isByPlace
          takes={{ type: partType, fresh: (type) => newPart(fields, type) }}
          row={(field, index) => ({
            name: textOf(field, 'label') || cutText(textOf(field, 'text'), longestName) || textOf(field, 'key'),
            note: cardEditorWords.types[textOf(field, 'type')] ?? textOf(field, 'type'),
            where: `${at}.fields.${textOf(field, 'key')}`,
            content: isBlockType(textOf(field, 'type')) ? <CardBlockForm at={at} index={index} block={field} /> : <CardFieldForm at={at} index={index} fields={fields} field={field} />,
          })}
        />
        <TextInput label={words.submitLabel} placeholder={formWords.isDefault(words.submit)} value={textOf(card, 'submitLabel')} onChange={(next) => { set('submitLabel', next === '' ? undefined : next); }} />
        {!isLarge && (
          <Fold title={words.preview} isOpenFirst>
            <CardPreview card={card} scope={scope} />
          </Fold>
        )}
      </div>
    </FieldPlaceProvider>
  );
}
