import { useState } from 'react';
import { idOf } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { textOf } from '../editing/reading.ts';
import { useEditing } from '../editing/use-editing.ts';
import { ScopeTree } from '../scope/ScopeTree.tsx';
import { useScope } from '../scope/use-scope.ts';
import { InsertTarget, InsertTargetProvider } from '../text/insert-target.tsx';
import { CardEditor } from './CardEditor.tsx';
import { CardPalette } from './CardPalette.tsx';
import { CardPreview } from './CardPreview.tsx';
import styles from './cards.module.css';
import { nodeOfScope } from './node-of-scope.ts';
import { stockCard, stockNames } from './stock-cards.ts';

export interface CardDialogProps {
  readonly card: JsonObject;
  /** The node that shows it; empty where none does. */
  readonly scope: string;
}

/** A button that opens the card over the whole designer: what it can be made of, its parts, how it looks. Every change is an edit of the draft. */
export function CardDialog({ card, scope }: CardDialogProps) {
  const [isOpen, setIsOpen] = useState(false);
  const words = cardEditorWords;
  return (
    <>
      <div><Button size="small" icon="expand" onPress={() => { setIsOpen(true); }}>{words.open}</Button></div>
      <Dialog title={words.title(textOf(card, 'title'))} isOpen={isOpen} onClose={() => { setIsOpen(false); }} size="wide">
        <LargeCard card={card} scope={scope} />
      </Dialog>
    </>
  );
}

function LargeCard({ card, scope }: CardDialogProps) {
  const [target] = useState(() => new InsertTarget());
  const at = `cards.${idOf(card)}`;
  return (
    <InsertTargetProvider value={target}>
      <div className={styles['large']}>
        <div className={styles['side']}>
          <CardPalette card={card} at={at} />
          <BindData scope={scope} />
        </div>
        <div className={styles['middle']}>
          <StockCards card={card} scope={scope} />
          <CardEditor card={card} scope={scope} isLarge />
        </div>
        <div className={styles['side']}>
          <CardPreview card={card} scope={scope} />
        </div>
      </div>
    </InsertTargetProvider>
  );
}

function BindData({ scope }: { readonly scope: string }) {
  const words = cardEditorWords;
  const { entries } = useScope(scope);
  return (
    <section aria-label={words.data}>
      <h3>{words.data}</h3>
      <p className={styles['hint']}>{scope === '' ? words.noScope : words.dataHelp}</p>
      {scope !== '' && <ScopeTree label={words.data} entries={entries} none={words.noData} />}
    </section>
  );
}

function StockCards({ card, scope }: CardDialogProps) {
  const editing = useEditing();
  const words = cardEditorWords;
  const begin = (stock: JsonObject): void => {
    const [first, ...others] = Object.entries(stock);
    const at = `cards.${idOf(card)}`;
    if (first === undefined || !editing.act({ kind: 'set', at, path: [first[0]], value: first[1] })) return;
    for (const [key, value] of others) editing.join({ kind: 'set', at, path: [key], value });
  };
  if (editing.isReadOnly) return null;
  return (
    <div role="group" aria-label={words.templates} className={styles['stock']}>
      <span>{words.templates}</span>
      {stockNames.map((name) => <Button key={name} size="small" onPress={() => { begin(stockCard(name, nodeOfScope(scope))); }}>{words.stock[name].name}</Button>)}
    </div>
  );
}
