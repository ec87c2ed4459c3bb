import { useState } from 'react';
import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { useFindings } from '../../problems/use-findings.ts';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { faultsAt } from '../form/faults-at.ts';
import { ListHead } from '../rows/ListHead.tsx';
import { OrderedRows } from '../rows/OrderedRows.tsx';
import { useOpenRow } from '../rows/use-open-row.ts';
import { CardEditor } from './CardEditor.tsx';
import { newCard } from './new-card.ts';

/** The cards of a workflow, each with its editor. */
export function CardShelf({ definition }: { readonly definition: JsonObject }) {
  const editing = useEditing();
  const { findings } = useFindings();
  const cards = listIn(definition, 'cards');
  const [added, setAdded] = useState<string>();
  const [open, setOpen] = useOpenRow('cards', cards.map(idOf));
  const words = inspectorWords.cards;
  return (
    <section aria-label={words.heading}>
      <ListHead
        title={words.heading}
        none={cards.length === 0 ? words.none : undefined}
        add={words.add}
        isReadOnly={editing.isReadOnly}
        onAdd={() => {
          const card = newCard(definition, words.newTitle);
          if (editing.act({ kind: 'insert', at: 'workflow', list: ['cards'], index: cards.length, item: card })) setAdded(idOf(card));
        }}
      />
      {cards.length > 0 && (
        <OrderedRows
          label={words.heading}
          isReadOnly={editing.isReadOnly}
          open={added ?? open}
          onOpen={(key) => {
            setAdded(undefined);
            setOpen(key);
          }}
          onShift={(from, to) => editing.act({ kind: 'shift', at: 'workflow', list: ['cards'], from, to })}
          onTake={(index) => editing.act({ kind: 'take', at: 'workflow', list: ['cards'], index })}
          rows={cards.map((card) => ({
            key: idOf(card),
            name: textOf(card, 'title') || idOf(card),
            note: idOf(card),
            where: `cards.${idOf(card)}`,
            faults: faultsAt(findings, `cards.${idOf(card)}`),
            content: <CardEditor card={card} scope="" />,
          }))}
        />
      )}
    </section>
  );
}
