import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CardSummary } from '../../../core/domain/operations/cards.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectBar } from '../../components/fields/ChoiceInput.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAddressId } from '../../state/use-address-id.ts';
import { cardWords } from '../../strings/cards.ts';
import { CardDetail } from './CardDetail.tsx';
import styles from './CardsScreen.module.css';

const states = [
  { value: 'open', label: cardWords.open },
  { value: 'submitted', label: cardWords.answered },
];

/** The inbox: cards on the left, the chosen one's form on the right. */
export function CardsScreen() {
  const id = useAddressId();
  const queries = useQueries();
  const [state, setState] = useState<'open' | 'submitted'>('open');
  const { data, error, refetch } = useQuery(queries.cards.list.queryOptions({ input: { state } }));

  return (
    <Page
      title={cardWords.title}
      actions={
        <SelectBar
          label={cardWords.which}
          value={state}
          choices={states}
          onChange={(value) => {
            setState(value === 'submitted' ? 'submitted' : 'open');
          }}
        />
      }
      isFilled
    >
      {error !== null && data === undefined && <Failure error={error} title={cardWords.cannotList} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton count={4} />}
      {data !== undefined && data.items.length === 0 && id === undefined && <NoCards state={state} />}
      {data !== undefined && (data.items.length > 0 || id !== undefined) && (
        <div className={styles['grid']}>
          {data.items.length === 0 ? <p className={styles['none']}>{state === 'open' ? cardWords.empty.title : cardWords.noneAnswered.title}</p> : <CardList cards={data.items} />}
          <div className={styles['detail']}>
            {id === undefined ? <EmptyState icon="card" title={cardWords.choose.title} text={cardWords.choose.text} /> : <CardDetail key={id} id={id} />}
          </div>
        </div>
      )}
    </Page>
  );
}

function NoCards({ state }: { readonly state: 'open' | 'submitted' }) {
  const words = state === 'open' ? cardWords.empty : cardWords.noneAnswered;
  return (
    <EmptyState icon="card" title={words.title} text={words.text}>
      {state === 'open' && <Link to="/workflows">{cardWords.empty.action}</Link>}
    </EmptyState>
  );
}

function CardList({ cards }: { readonly cards: readonly CardSummary[] }) {
  return (
    <ul className={styles['list']}>
      {cards.map((card) => (
        <li key={card.id}>
          <Link to="/cards/$id" params={{ id: card.id }} className={styles['card']} activeProps={{ 'aria-current': 'true' }}>
            <strong>{card.title}</strong>
            <span className={styles['facts']}>
              {card.workflow.name} · <Ago at={card.requestedAt} />
            </span>
            {card.expiresAt !== undefined && card.state === 'open' && (
              <span className={styles['expires']}>
                {cardWords.expires} <Ago at={card.expiresAt} />
              </span>
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
