import { findCard, idOf } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useDesignerState } from '../../session/DesignerProvider.tsx';
import { objectIn, textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { Fold } from '../rows/Fold.tsx';
import { CardDialog } from './CardDialog.tsx';
import { CardEditor } from './CardEditor.tsx';
import { newCard } from './new-card.ts';

/** The card a node shows, edited where it is shown; or a new one for it. */
export function NodeCard({ node }: { readonly node: JsonObject }) {
  const editing = useEditing();
  const definition = useDesignerState((state) => state.definition);
  const words = inspectorWords.cards;
  const card = findCard(definition, textOf(objectIn(node, 'config'), 'card'));
  const create = (): void => {
    const made = newCard(definition, textOf(node, 'name') || words.newTitle);
    const cards = Array.isArray(definition['cards']) ? definition['cards'].length : 0;
    if (editing.act({ kind: 'insert', at: 'workflow', list: ['cards'], index: cards, item: made })) editing.join({ kind: 'set', at: `nodes.${idOf(node)}`, path: ['config', 'card'], value: idOf(made) });
  };
  return (
    <>
      {!editing.isReadOnly && <div><Button size="small" icon="plus" onPress={create}>{words.create}</Button></div>}
      {card !== undefined && <CardDialog card={card} scope={`nodes.${idOf(node)}`} />}
      {card !== undefined && (
        <Fold title={words.editing(textOf(card, 'title'))} isOpenFirst>
          <CardEditor key={idOf(card)} card={card} scope={`nodes.${idOf(node)}`} />
        </Fold>
      )}
    </>
  );
}
