import { useState } from 'react';
import { idOf, listIn } from '../../../../core/domain/model/edit/definition-reading.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { Button } from '../../../components/Button.tsx';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Dialog } from '../../../components/Dialog.tsx';
import { commandKey } from '../../../state/command-key.ts';
import { isTyping } from '../../../state/is-typing.ts';
import { useDocumentKeys } from '../../../state/use-document-keys.ts';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import { findCommand } from '../../commands/find-command.ts';
import { frameCommands } from '../../commands/frame-commands.ts';
import { runCommand } from '../../commands/run-command.ts';
import { useDesigner, useDesignerState } from '../../session/DesignerProvider.tsx';
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
import { stockCard, type StockName, stockNames } from './stock-cards.ts';

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

const travels = frameCommands.filter(({ id }) => id === 'frame.undo' || id === 'frame.redo');

function LargeCard({ card, scope }: CardDialogProps) {
  const [target] = useState(() => new InsertTarget());
  const at = `cards.${idOf(card)}`;
  const context = useDesigner();
  // The keys of the designer rest while a window stands over it; undo and redo hold for what is made here.
  useDocumentKeys((event) => {
    const command = findCommand(travels, event, { isInArea: false, isOnNothing: true, isTyping: isTyping(event.target), isMac: commandKey() === '⌘', hasSingleKeys: false });
    if (command === undefined || event.defaultPrevented) return;
    event.preventDefault();
    runCommand(command, context);
  });
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
  const [asked, setAsked] = useState<StockName>();
  const index = useDesignerState(({ definition }) => listIn(definition, 'cards').findIndex((each) => idOf(each) === idOf(card)));
  const begin = (stock: JsonObject): void => {
    editing.act({ kind: 'set', at: 'workflow', path: ['cards', index], value: { ...card, ...stock } });
  };
  // What a person has made of it is not taken away unasked.
  const ask = (name: StockName): void => { if (isUntouched(card)) begin(stockCard(name, nodeOfScope(scope))); else setAsked(name); };
  if (editing.isReadOnly) return null;
  return (
    <div role="group" aria-label={words.templates} className={styles['stock']}>
      <span>{words.templates}</span>
      {stockNames.map((name) => <Button key={name} size="small" onPress={() => { ask(name); }}>{words.stock[name].name}</Button>)}
      {asked !== undefined && (
        <ConfirmDialog
          isOpen
          isPending={false}
          title={words.replaceTitle(words.stock[asked].name)}
          text={<p>{words.replaceText}</p>}
          action={words.replace}
          onClose={() => { setAsked(undefined); }}
          onConfirm={() => { begin(stockCard(asked, nodeOfScope(scope))); setAsked(undefined); }}
        />
      )}
    </div>
  );
}

/** As it was when it was added: nobody has made anything of it. */
function isUntouched(card: JsonObject): boolean {
  const fields = listIn(card, 'fields');
  return textOf(card, 'body') === '' && fields.length <= 1 && fields.every((field) => textOf(field, 'label') === inspectorWords.cards.newLabel);
}
