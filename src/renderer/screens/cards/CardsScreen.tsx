import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CardSummary } from '../../../core/domain/operations/cards.ts';
import { Button } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectBar } from '../../components/fields/ChoiceInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { Page } from '../../components/Page.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useAddressId } from '../../state/use-address-id.ts';
import { cardWords } from '../../strings/cards.ts';
import { type CardFilter, filteredCards, noFilter } from './card-filter.ts';
import { CardDetail } from './CardDetail.tsx';
import { CardFilters } from './CardFilters.tsx';
import { CardList } from './CardList.tsx';
import styles from './CardsScreen.module.css';
import { type CardPages, useCardPages } from './use-card-pages.ts';

type State = CardSummary['state'];

const states: readonly { readonly value: State; readonly label: string }[] = [
  { value: 'open', label: cardWords.open },
  { value: 'submitted', label: cardWords.answered },
  { value: 'expired', label: cardWords.state.expired },
  { value: 'withdrawn', label: cardWords.state.withdrawn },
];

/** The inbox over all runs: cards on the left, the chosen one on the right; on a phone one after the other. */
export function CardsScreen() {
  const id = useAddressId();
  const [state, setState] = useState<State>('open');
  const [filter, setFilter] = useState(noFilter);
  const pages = useCardPages(state, filter !== noFilter);
  const { cards, error } = pages;

  return (
    <Page
      title={cardWords.title}
      actions={
        <SelectBar
          label={cardWords.which}
          value={state}
          choices={states}
          onChange={(value) => {
            setState(states.find((each) => each.value === value)?.value ?? 'open');
            setFilter(noFilter);
          }}
        />
      }
      isFilled
    >
      {error !== null && cards === undefined && <Failure error={error} title={cardWords.cannotList} onRetry={pages.onRetry} />}
      {cards === undefined && error === null && <Skeleton count={4} />}
      {cards?.length === 0 && id === undefined && <NoCards state={state} onOpen={() => { setState('open'); }} />}
      {cards !== undefined && (cards.length > 0 || id !== undefined) && <Inbox key={state} state={state} cards={cards} pages={pages} filter={filter} onFilter={setFilter} id={id} />}
    </Page>
  );
}

interface InboxProps {
  readonly state: State;
  readonly cards: readonly CardSummary[];
  readonly pages: CardPages;
  readonly filter: CardFilter;
  readonly onFilter: (filter: CardFilter) => void;
  readonly id: string | undefined;
}

function Inbox({ state, cards, pages, filter, onFilter, id }: InboxProps) {
  const [entered, setEntered] = useState(0);
  const [now] = useState(() => Date.now());
  // What loads on as it is scrolled stays in the order it is read in, so that nothing moves under the pointer.
  const shown = pages.isLong && filter === noFilter ? cards : filteredCards(cards, filter, now);
  return (
    <div className={classNames(styles['grid'], id !== undefined && styles['isChosen'])}>
      <div className={styles['side']}>
        <CardFilters cards={cards} filter={filter} onChange={onFilter} />
        {shown.length > 0 && <CardList cards={shown} chosen={id} onEnter={() => { setEntered((before) => before + 1); }} onWalk={() => { setEntered(0); }} onEnd={pages.onMore} />}
        {pages.hasMore && pages.error === null && <p className={styles['none']} role="status">{filter === noFilter ? cardWords.loaded(cards.length) : cardWords.searching(cards.length)}</p>}
        {pages.error !== null && <Failure error={pages.error} title={cardWords.cannotList} onRetry={pages.onRetry} isInline />}
        {cards.length === 0 && <p className={styles['none']}>{cardWords.none[state]}</p>}
        {cards.length > 0 && shown.length === 0 && !pages.hasMore && (
          <p className={styles['none']}>
            {cardWords.noMatch} <Button size="small" onPress={() => { onFilter(noFilter); }}>{cardWords.showAll}</Button>
          </p>
        )}
      </div>
      <div className={styles['detail']}>
        {id !== undefined && (
          <Link to="/cards" className={styles['back']}>
            <Icon name="chevronLeft" size="small" /> {cardWords.back}
          </Link>
        )}
        {id === undefined ? <EmptyState icon="card" title={cardWords.choose.title} text={cardWords.choose.text} /> : <CardDetail key={id} id={id} entered={entered} />}
      </div>
    </div>
  );
}

function NoCards({ state, onOpen }: { readonly state: State; readonly onOpen: () => void }) {
  if (state === 'open') {
    return (
      <EmptyState icon="card" title={cardWords.empty.title} text={cardWords.empty.text}>
        <Link to="/workflows">{cardWords.empty.action}</Link>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="card" title={cardWords.none[state]} text={cardWords.noneAnswered.text}>
      <Button onPress={onOpen}>{cardWords.noneAnswered.action}</Button>
    </EmptyState>
  );
}
