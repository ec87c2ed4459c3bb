import { Button } from '../../../components/Button.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './list-head.module.css';

/** What a list is called, and what is said at its head. */
export interface ListWords {
  readonly title: string;
  readonly help?: string;
  /** Said where the list is empty, instead of the help. */
  readonly none: string;
  /** What the button adds, read aloud. */
  readonly add: string;
}

export interface ListHeadProps {
  readonly words: ListWords;
  readonly isEmpty: boolean;
  readonly isReadOnly: boolean;
  readonly onAdd: () => void;
}

/** The head of a list of things in order, with what adds to it. */
export function ListHead({ words: { title, help, none, add }, isEmpty, isReadOnly, onAdd }: ListHeadProps) {
  const said = isEmpty ? none : help;
  return (
    <div className={styles['head']}>
      <h3>{title}</h3>
      {!isReadOnly && <Button size="small" look="quiet" icon="plus" aria-label={add} onPress={onAdd}>{inspectorWords.add}</Button>}
      {said !== undefined && <p>{said}</p>}
    </div>
  );
}
