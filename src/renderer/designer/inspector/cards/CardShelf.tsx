import { idOf, listIn, nodesIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import { isJsonObject, type JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { textOf } from '../editing/reading.ts';
import { RowList } from '../rows/RowList.tsx';
import { CardDialog } from './CardDialog.tsx';
import { CardEditor } from './CardEditor.tsx';
import { newCard } from './new-card.ts';

/** The first node that shows the card, whose values its texts may read; empty where none does. */
function shownBy(definition: JsonObject, card: string): string {
  const node = nodesIn(definition).find(({ type, config }) => type === 'uiCard' && isJsonObject(config) && config['card'] === card);
  return node === undefined ? '' : `nodes.${idOf(node)}`;
}

/** The cards of a workflow, each with its editor. */
export function CardShelf({ definition }: { readonly definition: JsonObject }) {
  const words = inspectorWords.cards;
  return (
    <RowList
      words={words.all}
      at="workflow"
      list={['cards']}
      items={listIn(definition, 'cards')}
      adding={{ fresh: () => newCard(definition, words.newTitle) }}
      row={(card) => ({ name: textOf(card, 'title') || idOf(card), note: idOf(card), where: `cards.${idOf(card)}`, content: <><CardDialog card={card} scope={shownBy(definition, idOf(card))} /><CardEditor card={card} scope={shownBy(definition, idOf(card))} /></> })}
    />
  );
}
