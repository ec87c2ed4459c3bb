import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CardAnswer } from '../../cards/CardAnswer.tsx';
import { CardForm } from '../../cards/CardForm.tsx';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { cardWords } from '../../strings/cards.ts';
import styles from './CardsScreen.module.css';

/** One card: its form while it is open, its answer afterwards. */
export function CardDetail({ id }: { readonly id: string }) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.cards.get.queryOptions({ input: { id } }));
  if (data === undefined) {
    return error === null ? <Skeleton count={4} /> : <Failure error={error} title={cardWords.cannotShow} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <header className={styles['title']}>
        <h2>{data.title}</h2>
        <p className={styles['from']}>
          {cardWords.from(data.workflow.name)} ·{' '}
          <Link to="/runs/$id" params={{ id: data.runId }}>
            {cardWords.run}
          </Link>
        </p>
      </header>
      {data.state === 'open' ? <CardForm card={data} /> : <CardAnswer card={data} />}
    </>
  );
}
