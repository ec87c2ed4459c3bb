import type { RunLine } from '../../../core/domain/operations/runs.ts';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { JsonView } from '../../components/JsonView.tsx';
import { ValueList } from '../../components/ValueList.tsx';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import { useConsole } from '../console-context.tsx';
import { TakenWhy } from '../why/TakenWhy.tsx';
import styles from './Timeline.module.css';

export interface RowDetailProps {
  readonly seq: number;
  /** Absent until it is fetched. */
  readonly line: RunLine | undefined;
  readonly title: string;
  readonly isJson: boolean;
  readonly onNode: (nodeId: string) => void;
}

/** What a row carries, why it came about where that is a question, and where one can go from it. */
export function RowDetail({ seq, line, title, isJson, onNode }: RowDetailProps) {
  const { feed, position } = useConsole();
  const place = feed.rows.placeAt(seq);
  return (
    <div className={styles['opened']}>
      {feed.rows.typeOf(seq) === 'transition_committed' && <TakenWhy seq={seq} />}
      {line === undefined && <Fetching error={feed.payloads.failure} onRetry={() => { feed.payloads.want([seq]); }} />}
      {line !== undefined && (isJson ? <JsonView value={{ type: line.type, ...line.payload }} label={title} /> : <ValueList values={{ type: line.type, ...line.payload }} />)}
      <p className={styles['acts']}>
        <Button size="small" icon="clock" onPress={() => { position.set({ at: seq, row: seq }); }}>{words.standHere}</Button>
        {place !== '' && <Button size="small" look="quiet" onPress={() => { onNode(place); }}>{words.stepOnly}</Button>}
      </p>
    </div>
  );
}

function Fetching({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  if (error === undefined) return <p>{words.fetching}</p>;
  return <Failure error={error} title={words.cannotFetch} onRetry={onRetry} isInline />;
}
