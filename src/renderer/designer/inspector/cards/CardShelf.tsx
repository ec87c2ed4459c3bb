import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { textOf } from '../editing/reading.ts';
import { RowList } from '../rows/RowList.tsx';
import { CardEditor } from './CardEditor.tsx';
import { newCard } from './new-card.ts';

/** The cards of a workflow, each with its editor. */
export function CardShelf({ definition }: { readonly definition: JsonObject }) {
  const words = inspectorWords.cards;
  return (
    <RowList
      title={words.heading}
      none={words.none}
      add={words.add}
      at="workflow"
      list={['cards']}
      items={listIn(definition, 'cards')}
      adding={{ fresh: () => newCard(definition, words.newTitle) }}
      row={(card) => ({ name: textOf(card, 'title') || idOf(card), note: idOf(card), where: `cards.${idOf(card)}`, content: <CardEditor card={card} scope="" /> })}
    />
  );
}
