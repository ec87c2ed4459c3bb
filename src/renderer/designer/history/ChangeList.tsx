import { useState } from 'react';
import type { Json } from '../../../core/domain/model/json.ts';
import { Button } from '../../components/Button.tsx';
import { StatusChip, type StatusLook } from '../../components/StatusChip.tsx';
import { DiffView } from '../../editors/diff/DiffView.tsx';
import { historyWords } from '../../strings/designer-history.ts';
import type { PlacedChange } from './diff-picture.ts';
import styles from './history.module.css';

const words = historyWords.changes;
const looks: Readonly<Record<PlacedChange['change']['kind'], StatusLook>> = {
  added: { label: words.kinds.added, tone: 'good', icon: 'plus' },
  removed: { label: words.kinds.removed, tone: 'bad', icon: 'minus' },
  changed: { label: words.kinds.changed, tone: 'live', icon: 'sort' },
  moved: { label: words.kinds.moved, tone: 'calm', icon: 'branch' },
};

export interface ChangeListProps {
  readonly changes: readonly PlacedChange[];
  /** Shows a node or transition on the picture, where there is one. */
  readonly onShow?: (id: string) => void;
}

/** What differs, a line each: in words, with a way to its place and, of longer texts, what became of them. */
export function ChangeList({ changes, onShow }: ChangeListProps) {
  if (changes.length === 0) return <p className={styles['note']}>{words.none}</p>;
  return (
    <ul className={styles['changes']} aria-label={words.label}>
      {changes.map((placed) => <Change key={`${placed.change.kind} ${placed.change.noun} ${placed.change.where} ${'field' in placed.change ? placed.change.field : ''}`} placed={placed} {...(onShow === undefined ? {} : { onShow })} />)}
    </ul>
  );
}

function Change({ placed: { change, words: what, shownAt }, onShow }: { readonly placed: PlacedChange; readonly onShow?: (id: string) => void }) {
  const [isOpen, setIsOpen] = useState(false);
  const text = change.kind === 'changed' && [change.before, change.after].some(isLong);
  return (
    <li>
      <p>
        <StatusChip look={looks[change.kind]} isBare /> <span>{what}</span>
      </p>
      <div className={styles['acts']}>
        {shownAt !== undefined && onShow !== undefined && (
          <Button size="small" look="quiet" onPress={() => { onShow(shownAt); }} aria-label={words.showNamed(what)}>
            {words.show}
          </Button>
        )}
        {text && (
          <Button size="small" look="quiet" aria-expanded={isOpen} onPress={() => { setIsOpen(!isOpen); }}>
            {words.compare}
          </Button>
        )}
      </div>
      {isOpen && change.kind === 'changed' && (
        <div className={styles['texts']}>
          <DiffView before={valueText(change.before)} after={valueText(change.after)} beforeLabel={words.before} afterLabel={words.after} language={isText(change.before, change.after) ? 'md' : 'json'} layout="unified" />
        </div>
      )}
    </li>
  );
}

/** Longer than a line of words shows. */
function isLong(value: Json | undefined): boolean {
  return valueText(value).length > 60;
}

export function valueText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function isText(before: Json | undefined, after: Json | undefined): boolean {
  return typeof (after ?? before) === 'string';
}
