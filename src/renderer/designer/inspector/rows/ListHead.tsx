import { Button } from '../../../components/Button.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './list-head.module.css';

export interface ListHeadProps {
  readonly title: string;
  readonly help?: string;
  /** Said where the list is empty. */
  readonly none: string | undefined;
  /** What the button adds, read aloud. */
  readonly add: string;
  readonly isReadOnly: boolean;
  readonly onAdd: () => void;
}

/** The head of a list of things in order, with what adds to it. */
export function ListHead({ title, help, none, add, isReadOnly, onAdd }: ListHeadProps) {
  return (
    <div className={styles['head']}>
      <h3>{title}</h3>
      {!isReadOnly && <Button size="small" look="quiet" icon="plus" aria-label={add} onPress={onAdd}>{inspectorWords.add}</Button>}
      {(none ?? help) !== undefined && <p>{none ?? help}</p>}
    </div>
  );
}
