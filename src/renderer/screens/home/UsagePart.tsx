import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { measures } from '../../../core/domain/model/budget.ts';
import type { Overview } from '../../../core/domain/operations/overview.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { countWords, sumCostWords } from '../../components/money-words.ts';
import { homeWords } from '../../strings/home.ts';
import { MeterBar } from '../settings/usage/MeterBar.tsx';
import { HomePart } from './HomePart.tsx';
import styles from './HomeScreen.module.css';

const words = homeWords.usage;

/** What model calls used today and this month, and how far the budgets go. */
export function UsagePart({ usage }: { readonly usage: Overview['usage'] }) {
  const queries = useQueries();
  const { data } = useQuery(queries.budgets.list.queryOptions({ input: {} }));
  const counted = (data?.items ?? []).filter(({ meters }) => meters.length > 0);
  return (
    <HomePart id="usage" title={words.title} beside={<Link to="/settings/usage">{words.details}</Link>}>
      <table className={styles['usage']}>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.money}</th>
            <th scope="col">{words.tokens}</th>
            <th scope="col">{words.calls}</th>
          </tr>
        </thead>
        <tbody>
          {(['today', 'month'] as const).map((when) => (
            <tr key={when}>
              <th scope="row">{words[when]}</th>
              <td>{sumCostWords(usage[when])}</td>
              <td>{countWords(usage[when].inputTokens + usage[when].outputTokens)}</td>
              <td>{countWords(usage[when].calls)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {data?.items.length === 0 && (
        <p className={styles['calm']}>
          {words.none} <Link to="/settings/usage">{words.setOne}</Link>
        </p>
      )}
      {counted.length > 0 && (
        <ul className={styles['budgets']} aria-label={words.budgets}>
          {counted.map((budget) => (
            <li key={budget.id}>
              <p className={styles['strong']}>{budget.id}</p>
              {budget.meters.slice(0, 3).map((meter) => (
                <div key={meter.of}>
                  <span className={styles['facts']}>{meter.of}</span>
                  {measures.map((measure) => {
                    const cap = budget[measure];
                    return cap === undefined ? null : <MeterBar key={measure} meter={meter} measure={measure} most={cap} />;
                  })}
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
    </HomePart>
  );
}
