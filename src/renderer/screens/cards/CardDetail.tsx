import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { CardAnswer } from '../../cards/CardAnswer.tsx';
import { CardForm } from '../../cards/CardForm.tsx';
import { CardHistory } from '../../cards/CardHistory.tsx';
import { useCardOpened } from '../../cards/use-card-opened.ts';
import { useForgetGone } from '../../cards/use-forget-gone.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { cardWords } from '../../strings/cards.ts';
import styles from './CardsScreen.module.css';

export interface CardDetailProps {
  readonly id: string;
  /** Counts how often somebody went into the form by a key: then its first field takes the focus. */
  readonly entered: number;
}

/** One card: its form while it is open, its answer afterwards, also when somebody else gave it. */
export function CardDetail({ id, entered }: CardDetailProps) {
  const queries = useQueries();
  const { data, error, refetch } = useQuery(queries.cards.get.queryOptions({ input: { id } }));
  useForgetGone(id, error);
  const isOpen = data?.state === 'open';
  useCardOpened(data);
  const form = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (entered > 0 && isOpen) form.current?.querySelector<HTMLElement>('input:not([type=hidden], [type=file]), textarea, button')?.focus();
  }, [entered, isOpen]);
  if (data === undefined) {
    return error === null ? <Skeleton count={4} /> : <Failure error={error} title={cardWords.cannotShow} onRetry={() => void refetch()} />;
  }
  return (
    <>
      <header className={styles['title']}>
        <h2>{shownText(data.title)}</h2>
        <p className={styles['from']}>
          {cardWords.from(data.workflow.name)} ·{' '}
          <Link to="/runs/$id" params={{ id: data.runId }}>
            {cardWords.run}
          </Link>
        </p>
      </header>
      {data.follows !== undefined && (
        <p className={styles['follows']} role="note">
          <Icon name="alert" />
          <span>
            {cardWords.follows}{' '}
            <Link to="/cards/$id" params={{ id: data.follows }}>
              {cardWords.followed}
            </Link>
          </span>
        </p>
      )}
      <div ref={form}>{isOpen ? <CardForm key={data.requestedAt} card={data} /> : <CardAnswer card={data} />}</div>
      <CardHistory card={data} />
    </>
  );
}
