import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useMemo } from 'react';
import { amountText, measures } from '../../../core/domain/model/budget.ts';
import type { BudgetView } from '../../../core/domain/operations/budgets.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { classNames } from '../../components/class-names.ts';
import { Failure } from '../../components/Failure.tsx';
import { costWords, countWords } from '../../components/money-words.ts';
import { ScrollArea } from '../../components/ScrollArea.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useFollowChanges } from '../../state/use-follow-changes.ts';
import { consoleWords } from '../../strings/console.ts';
import { useConsole, useFeedState, useShownRow } from '../console-context.tsx';
import { type Total, totalsUpTo } from '../timeline/totals.ts';
import styles from './Cost.module.css';

const words = consoleWords.cost;

/** What the run used up to where the reader stands, by step: visits, retries, calls, tokens and money; and what the budgets say now. */
export function CostPanel() {
  const { feed, nameOf } = useConsole();
  const row = useDeferredValue(useShownRow());
  const { run, places } = useMemo(() => totalsUpTo(feed.rows, row), [feed, row]);
  const { columns } = words;
  return (
    <>
      <h3>{words.title}</h3>
      {places.size === 0 ? <p>{words.empty}</p> : (
        <ScrollArea label={words.title} className={styles['frame']}>
          <table className={styles['table']}>
            <thead>
              <tr>{Object.values(columns).map((label) => <th key={label} scope="col">{label}</th>)}</tr>
            </thead>
            <tbody>
              {[...places].map(([place, total]) => <Line key={place} name={nameOf(place)} total={total} />)}
            </tbody>
            <tfoot>
              <Line name={words.all} total={run} />
            </tfoot>
          </table>
        </ScrollArea>
      )}
      <h3>{words.budgets}</h3>
      <Budgets />
    </>
  );
}

/** Rows say what calls cost, not whether nobody knows it: that is asked of the run. */
function Line({ name, total }: { readonly name: string; readonly total: Total }) {
  const isUnpriced = useConsole().run.usage.micros === undefined;
  const { visits, retries, calls, inputTokens, outputTokens, micros } = total;
  const shown = (count: number): string => (count === 0 ? '–' : countWords(count));
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{shown(visits)}</td>
      <td>{shown(retries)}</td>
      <td>{shown(calls)}</td>
      <td>{shown(inputTokens)}</td>
      <td>{shown(outputTokens)}</td>
      <td>{costWords({ calls, micros: micros === 0 && isUnpriced ? undefined : micros })}</td>
    </tr>
  );
}

/** How the budgets stand that this run may count into; they move while it works. */
function Budgets() {
  const queries = useQueries();
  const state = useFeedState();
  useFollowChanges({ of: state.connection === 'ended' ? [] : ['budgets'], again: queries.budgets.key() });
  const { data, error, refetch } = useQuery(queries.budgets.list.queryOptions({ input: {} }));
  if (error !== null && data === undefined) return <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} isInline />;
  if (data === undefined) return <Skeleton count={2} />;
  if (data.items.length === 0) return <p className={styles['soft']}>{words.noBudgets}</p>;
  return data.items.map((budget) => <Budget key={budget.id} budget={budget} />);
}

function Budget({ budget }: { readonly budget: BudgetView }) {
  return (
    <section className={styles['budget']} aria-label={budget.id}>
      <strong>{budget.id}</strong>
      {budget.meters.flatMap((meter) => measures.flatMap((measure) => {
        const cap = budget[measure];
        if (cap === undefined) return [];
        const used = meter.used[measure] + meter.reserved[measure];
        const part = cap === 0 ? 1 : Math.min(1, used / cap);
        return [
          <div key={`${meter.of} ${measure}`}>
            <span className={styles['soft']}>{meter.of}: {words.used(amountText(measure, used), amountText(measure, cap))}</span>
            <div className={styles['meter']} aria-hidden="true"><span className={classNames(part >= 0.9 && styles['high'])} style={{ width: `${part * 100}%` }} /></div>
          </div>,
        ];
      }))}
    </section>
  );
}
