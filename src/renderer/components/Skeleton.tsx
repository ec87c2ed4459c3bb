import { useConnectionState } from '../state/connection.ts';
import { connectionWords } from '../strings/frame-connection.ts';
import { shellWords } from '../strings/shell.ts';
import { classNames } from './class-names.ts';
import styles from './Skeleton.module.css';

export interface SkeletonProps {
  readonly count?: number;
  readonly shape?: 'card' | 'row' | 'block';
}

/** Grey shapes where content will stand, so that the page does not jump when it comes. Where no host is there to give it, that is said instead. */
export function Skeleton({ count = 1, shape = 'row' }: SkeletonProps) {
  const isAway = useConnectionState() === 'offline';
  if (isAway) return <p role="status" className={styles['away']}>{connectionWords.unknown}</p>;
  return (
    <div role="status" className={styles[`${shape}s`]}>
      <span className="visually-hidden">{shellWords.loading}</span>
      {Array.from({ length: count }, (_, index) => (
        <div key={index} className={classNames(styles['shape'], styles[shape])} />
      ))}
    </div>
  );
}
