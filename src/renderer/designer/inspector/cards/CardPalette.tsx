import { listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { useDesigner } from '../../session/DesignerProvider.tsx';
import { useEditing } from '../editing/use-editing.ts';
import styles from './cards.module.css';
import { blockTypes, fieldTypes, newBlock, newField, partType } from './new-card.ts';

/** Everything a card can be made of; a press adds it at the end, dragging puts it into its place. */
export function CardPalette({ card, at }: { readonly card: JsonObject; readonly at: string }) {
  const words = cardEditorWords;
  const parts = listIn(card, 'fields');
  const adds = (types: readonly { readonly type: string; readonly fresh: () => JsonObject }[], title: string) => (
    <div role="group" aria-label={title} className={styles['palette']}>
      <span className={styles['paletteTitle']}>{title}</span>
      {types.map(({ type, fresh }) => <PaletteButton key={type} at={at} index={parts.length} type={type} name={words.types[type] ?? type} fresh={fresh} />)}
    </div>
  );
  return (
    <section aria-label={words.palette} className={styles['palettes']}>
      {adds(fieldTypes.map((type) => ({ type, fresh: () => newField(parts, type) })), words.ask)}
      {adds(blockTypes.map((type) => ({ type, fresh: () => newBlock(parts, type) })), words.show)}
    </section>
  );
}

function PaletteButton({ at, index, type, name, fresh }: { readonly at: string; readonly index: number; readonly type: string; readonly name: string; readonly fresh: () => JsonObject }) {
  const editing = useEditing();
  const { view } = useDesigner();
  const add = (): void => {
    if (editing.act({ kind: 'insert', at, list: ['fields'], index, item: fresh() })) view.announce(cardEditorWords.added(name));
  };
  return (
    <span
      role="presentation"
      className={styles['source']}
      draggable={!editing.isReadOnly}
      onDragStart={(event) => {
        event.dataTransfer.setData(partType, type);
        event.dataTransfer.effectAllowed = 'copy';
      }}
    >
      <Button size="small" icon="plus" isDisabled={editing.isReadOnly} onPress={add}>{name}</Button>
    </span>
  );
}
