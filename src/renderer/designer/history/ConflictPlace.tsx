import { useEffect, useRef, useState } from 'react';
import type { MergeConflict } from '../../../core/domain/model/definition/merge-conflict.ts';
import type { ConflictChoice } from '../../../core/domain/model/definition/settle-conflicts.ts';
import type { Json } from '../../../core/domain/model/json.ts';
import { sameJson } from '../../../core/domain/model/same-json.ts';
import { Button } from '../../components/Button.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { readJson } from '../../components/read-json.ts';
import { historyWords } from '../../strings/designer-history.ts';
import { valueText } from './ChangeList.tsx';
import styles from './history.module.css';
import type { MergeSide } from './side-words.ts';

const words = historyWords.merge;

export interface ConflictPlaceProps {
  readonly conflict: MergeConflict;
  /** The place as people know the workflow. */
  readonly name: string;
  /** What stands there on a side, in words; undefined where it is not there. */
  readonly say: (side: MergeSide) => string | undefined;
  readonly choice: ConflictChoice | undefined;
  readonly onChoose: (choice: ConflictChoice) => void;
  /** The node or transition it is in; absent of what stands in none. */
  readonly spot: string | undefined;
  /** Shows that on the pictures. */
  readonly onShow: (spot: string) => void;
  /** It is what the pictures show. */
  readonly isShown: boolean;
}

/** One place both sides changed: what stands there on each, and what is to stand there. */
export function ConflictPlace({ conflict, name, say, choice, onChoose, spot, onShow, isShown }: ConflictPlaceProps) {
  const [isWriting, setIsWriting] = useState(false);
  const { reason, ours, theirs } = conflict;
  const [first] = useState(theirs);
  const isNewer = !sameJson(first ?? null, theirs ?? null);
  const taken = choice === undefined ? undefined : 'take' in choice ? words.taken[choice.take] : words.taken.value;
  const isTaken = (side: 'ours' | 'theirs'): boolean => choice !== undefined && 'take' in choice && choice.take === side;
  return (
    <section className={styles['conflict']} aria-label={name} data-conflict data-settled={choice === undefined ? undefined : ''} data-spot={spot} data-shown={isShown ? '' : undefined}>
      <h3>
        {name}
        <span className={styles['when']}>{taken === undefined ? (isNewer ? words.again : words.reasons[reason]) : <><Icon name="check" size="small" /> {taken}</>}</span>
      </h3>
      <div className={styles['sides']}>
        <Side label={words.mine} said={say('ours')} />
        <Side label={words.theirs} said={say('theirs')} />
        <Side label={words.base} said={say('base')} />
      </div>
      <div className={styles['acts']}>
        <Button size="small" look={isTaken('ours') ? 'primary' : 'plain'} aria-pressed={isTaken('ours')} onPress={() => { onChoose({ take: 'ours' }); }}>{words.takeMine}</Button>
        <Button size="small" look={isTaken('theirs') ? 'primary' : 'plain'} aria-pressed={isTaken('theirs')} onPress={() => { onChoose({ take: 'theirs' }); }}>{words.takeTheirs}</Button>
        {spot !== undefined && <Button size="small" look="quiet" onPress={() => { onShow(spot); }} aria-label={historyWords.changes.showNamed(name)}>{historyWords.changes.show}</Button>}
        {reason === 'both_changed' && <Button size="small" look="quiet" aria-expanded={isWriting} onPress={() => { setIsWriting(!isWriting); }}>{words.write}</Button>}
      </div>
      {isWriting && <OwnValue first={ours ?? theirs ?? null} onUse={(value) => { onChoose({ value }); }} />}
    </section>
  );
}

function Side({ label, said }: { readonly label: string; readonly said: string | undefined }) {
  return (
    <div className={styles['side']}>
      <h4>{label}</h4>
      {said === undefined ? <i>{words.absent}</i> : <pre>{said}</pre>}
    </div>
  );
}

/** A text is written as it is; anything else as JSON. */
function OwnValue({ first, onUse }: { readonly first: Json; readonly onUse: (value: Json) => void }) {
  const isText = typeof first === 'string';
  const [text, setText] = useState(() => valueText(first));
  const value = isText ? text : readJson(text);
  const own = useRef<HTMLDivElement>(null);
  // Whoever asked to write it is about to.
  useEffect(() => {
    const field = own.current?.querySelector<HTMLTextAreaElement>('textarea');
    field?.focus();
    field?.select();
  }, []);
  return (
    <div ref={own} className={styles['own']}>
      <TextInput kind={isText ? 'lines' : 'code'} label={words.own} value={text} onChange={setText} {...(value === undefined ? { error: words.invalid } : {})} />
      <Button size="small" isDisabled={value === undefined} onPress={() => { if (value !== undefined) onUse(value); }}>{words.use}</Button>
    </div>
  );
}
