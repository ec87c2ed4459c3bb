import { Link } from '@tanstack/react-router';
import { memo, useMemo, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { workflowAddress } from '../../state/addresses.ts';
import { addressWords } from '../../strings/addresses.ts';
import { timelineWords as words } from '../../strings/console-timeline.ts';
import { useConsole, useFeedState } from '../console-context.tsx';
import { keepFor, noFilter, type TimelineFilter } from './filters.ts';
import { allOpen, firstFolding, type Folding } from './folding.ts';
import { ShownLines } from './shown-lines.ts';
import { TimelineHeader } from './TimelineHeader.tsx';
import { TimelineList } from './TimelineList.tsx';
import styles from './Timeline.module.css';
import { useSearch } from './use-search.ts';

export interface TimelinePanelProps {
  /** Only rows of this place on the map. */
  readonly nodeId: string | undefined;
  readonly onNode: (nodeId: string | undefined) => void;
  /** Has the journal read again after it could not be. */
  readonly onRetry: () => void;
}

/** The whole journal on lanes, as it grows: filtered, folded, searched and walked. */
export const TimelinePanel = memo(function TimelinePanel({ nodeId, onNode, onRetry }: TimelinePanelProps) {
  const { run, feed, nameOf } = useConsole();
  const state = useFeedState();
  const [filter, setFilter] = useState<TimelineFilter>(noFilter);
  const [folding, setFolding] = useState<Folding>(firstFolding);
  const [isJson, setIsJson] = useState(false);
  const [text, setText] = useState('');
  const search = useSearch(text);
  const { found } = search;
  const { rows, groups } = feed;
  const keep = useMemo(() => keepFor(rows, { ...filter, node: nodeId, found }), [rows, filter, nodeId, found]);
  // What is looked for is not to lie in a fold.
  const folds = found === undefined ? folding : allOpen;
  const { length } = state;
  const lines = useMemo(() => new ShownLines(groups, { folding: folds, keep }), [groups, folds, keep]);
  const items = useMemo(() => (length === 0 ? [] : lines.grown()), [lines, length]);
  const shown = useMemo(() => (keep === undefined ? length : countKept(length, keep)), [length, keep]);

  return (
    <section className={styles['timeline']} aria-labelledby="timeline-title">
      <TimelineHeader {...{ filter, setFilter, folding, setFolding, isJson, setIsJson, text, setText, search }} count={words.count(shown, length)} />
      {nodeId !== undefined && (
        <p className={styles['only']}>
          <span>{words.only(nameOf(nodeId))}</span>
          <Link {...designerPlace(run.workflow.slug, nodeId)}>{addressWords.inDesigner}</Link>
          <Button size="small" look="quiet" onPress={() => { onNode(undefined); }}>
            {words.everyStep}
          </Button>
        </p>
      )}
      {state.connection === 'loading' && <Loading />}
      {state.connection === 'failed' && <div className={styles['none']}><Failure error={state.error} title={words.cannotShow} onRetry={onRetry} /></div>}
      {state.connection !== 'loading' && state.connection !== 'failed' && length === 0 && <p className={styles['none']}>{run.pruned === 'events' ? words.gone : words.empty}</p>}
      {length > 0 && items.length === 0 && <NoneFit onClear={() => { setFilter(noFilter); setText(''); onNode(undefined); }} />}
      {items.length > 0 && <TimelineList items={items} folding={folds} onFold={setFolding} isJson={isJson} onNode={onNode} />}
    </section>
  );
});

/** Where the step is designed; one of a called workflow stands under that one's slug. */
function designerPlace(slug: string, place: string): ReturnType<typeof workflowAddress> {
  const cut = place.lastIndexOf('/');
  return cut === -1 ? workflowAddress(slug, { node: place }) : workflowAddress(place.slice(0, cut), { node: place.slice(cut + 1) });
}

function Loading() {
  return (
    <div className={styles['none']} role="status">
      <span className="visually-hidden">{words.loading}</span>
      <Skeleton count={8} />
    </div>
  );
}

function NoneFit({ onClear }: { readonly onClear: () => void }) {
  return (
    <div className={styles['none']}>
      <p>{words.none}</p>
      <Button size="small" onPress={onClear}>{words.clear}</Button>
    </div>
  );
}

function countKept(length: number, keep: (seq: number) => boolean): number {
  let count = 0;
  for (let seq = 1; seq <= length; seq += 1) if (keep(seq)) count += 1;
  return count;
}
