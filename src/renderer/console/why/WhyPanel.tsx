import { useInfiniteQuery } from '@tanstack/react-query';
import { nodeOf } from '../../../core/domain/model/region-path.ts';
import { reasonSentence, standingSentence } from '../../../core/domain/model/why-sentences.ts';
import type { RunWhy } from '../../../core/domain/model/run-why.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { consoleWords } from '../../strings/console.ts';
import { timelineWords } from '../../strings/console-timeline.ts';
import { useConsole, useFeedState, usePosition } from '../console-context.tsx';
import { runLook } from '../describe-run.ts';
import { useStateAt } from '../position/use-state-at.ts';
import { EndingActs } from './EndingActs.tsx';
import { Because } from './TakenWhy.tsx';
import styles from './Why.module.css';

const words = consoleWords.why;

/** Why the run stands where it stands, what ends a wait, and each way it took with the values it read. */
export function WhyPanel() {
  const { run } = useConsole();
  const { at } = usePosition();
  const state = useFeedState();
  const queries = useQueries();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(queries.runs.why.infiniteOptions({
    input: (after: number) => ({ id: run.id, after, limit: 100 }),
    initialPageParam: 0,
    getNextPageParam: (page) => page.next,
    // What is known of a run is asked anew when its journal has grown.
    queryKey: [...queries.runs.why.key({ input: { id: run.id } }), 'panel', run.updatedAt, state.connection === 'ended'],
  }));
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={4} />;
  const last = data.pages.at(-1);
  const taken = data.pages.flatMap((page) => page.taken);
  return (
    <>
      {at === undefined ? <h3>{words.now}</h3> : <StoodThen />}
      {at === undefined && last !== undefined && <Standing why={last} />}
      <h3>{words.took}</h3>
      {taken.length === 0 && <p>{words.none}</p>}
      <ol className={styles['ways']}>
        {taken.map((each) => <Way key={each.seq} taken={each} />)}
      </ol>
      {hasNextPage && <Button size="small" look="quiet" isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>{words.more}</Button>}
    </>
  );
}

function Way({ taken }: { readonly taken: RunWhy['taken'][number] }) {
  const { position } = useConsole();
  const { at } = usePosition();
  const isLater = at !== undefined && taken.seq > at;
  return (
    <li className={classNames(styles['way'], isLater && styles['later'])}>
      {isLater && <p className={styles['soft']}>{words.later}</p>}
      <Because taken={taken} />
      <Button size="small" look="quiet" onPress={() => { position.set({ at: taken.seq, row: taken.seq }); }}>{words.show}</Button>
    </li>
  );
}

/** What the run waited for where the reader went back to; what ended that wait stands in the rows that follow. */
function StoodThen() {
  const { nameOf } = useConsole();
  const { state, error } = useStateAt();
  return (
    <>
      <h3>{words.stood}</h3>
      {error !== null && <Failure error={error} title={timelineWords.cannotStand} isInline />}
      {state === undefined && error === null && <Skeleton count={1} />}
      {state !== undefined && (
        <>
          <p className={styles['soft']}>{timelineWords.past(state.seq)}</p>
          {state.reasons.length === 0 && state.active.length === 0 && <p>{runLook(state.status).label}</p>}
          {state.reasons.length > 0 && <ul className={styles['places']}>
            {state.reasons.map((reason) => (
              <li key={`${reason.code} ${reason.visit ?? ''} ${reason.detail ?? ''}`}>{reason.nodeId !== undefined && <strong>{nameOf(reason.nodeId)}</strong>} {shownText(reasonSentence(reason))}.</li>
            ))}
          </ul>}
          {state.reasons.length === 0 && state.active.length > 0 && <p>{words.at(state.active.map(({ visit }) => `“${nameOf(nodeOf(visit))}”`).join(', '))}</p>}
        </>
      )}
    </>
  );
}

function Standing({ why }: { readonly why: RunWhy }) {
  const { nameOf } = useConsole();
  if (why.ended !== undefined) return <p>{words.ended(runLook(why.ended.status).label)}</p>;
  if (why.waits.length === 0) return <p>{words.moves}</p>;
  return (
    <ul className={styles['places']}>
      {why.waits.map((place) => {
        const name = place.nodeId === undefined ? undefined : nameOf(place.nodeId);
        return (
          <li key={place.visit ?? ''} className={styles['place']}>
            {place.reasons.map((reason) => <p key={`${reason.code} ${reason.detail ?? ''}`}>{name !== undefined && <strong>{name}</strong>} {shownText(reasonSentence(reason))}.</p>)}
            {place.ways.length > 0 && (
              <details>
                <summary>{words.ways}</summary>
                <ul>
                  {place.ways.map((way) => <li key={way.transition}><code>{way.transition}</code> → {nameOf(way.to)}: {way.standing.map(standingSentence).join('; ')}</li>)}
                </ul>
              </details>
            )}
            <EndingActs acts={place.acts} />
          </li>
        );
      })}
    </ul>
  );
}
