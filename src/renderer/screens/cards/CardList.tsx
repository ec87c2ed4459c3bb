import { Link, useNavigate } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { CardSummary } from '../../../core/domain/operations/cards.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { CardExpiry } from '../../cards/CardExpiry.tsx';
import { Ago } from '../../components/Ago.tsx';
import { Icon } from '../../components/Icon.tsx';
import { isTyping } from '../../state/is-typing.ts';
import { useDocumentKeys } from '../../state/use-document-keys.ts';
import { useSingleKeys } from '../../state/use-single-keys.ts';
import { cardWords } from '../../strings/cards.ts';
import styles from './CardsScreen.module.css';

export interface CardListProps {
  readonly cards: readonly CardSummary[];
  readonly chosen: string | undefined;
  /** A card was opened by a key: its first field is to have the focus. */
  readonly onEnter: () => void;
  /** A card was come to by a key: the focus stays in the list. */
  readonly onWalk: () => void;
  /** The end of the list comes into sight. */
  readonly onEnd: () => void;
}

/** Of a card before it is measured, in units of the root's text. */
const rowHeight = 3.5;
/** So many cards before the end the next ones are read. */
const ahead = 20;

const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };
const arrows: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The cards, of which only those in sight are in the page; j and k, or the arrows in the list, go from one to the next, Enter goes into it. */
export function CardList({ cards, chosen, onEnter, onWalk, onEnd }: CardListProps) {
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const hasSingleKeys = useSingleKeys();
  const frame = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are used here only, never handed to a memoized child
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => frame.current,
    estimateSize: () => rowHeight * 16,
    getItemKey: (index) => cards[index]?.id ?? index,
    gap: 4,
    overscan: 6,
  });
  const items = virtual.getVirtualItems();
  const isAtEnd = (items.at(-1)?.index ?? -1) >= cards.length - ahead;
  useEffect(() => {
    if (isAtEnd) onEnd();
  }, [isAtEnd, onEnd]);
  const at = cards.findIndex(({ id }) => id === chosen);
  const walks = useRef(false);
  useEffect(() => {
    // The first card chosen makes the list anew, and what had the focus is gone; one walked to comes into the page before it takes the focus.
    if (chosen === undefined || !(walks.current || document.activeElement === document.body)) return;
    const row = list.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(chosen)}"]`);
    if (row === null || row === undefined) return;
    walks.current = false;
    row.focus();
  });
  useDocumentKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const isInList = event.target instanceof Node && list.current?.contains(event.target) === true;
    const step = isInList ? (arrows[event.key] ?? (hasSingleKeys ? steps[event.key] : undefined)) : hasSingleKeys ? steps[event.key] : undefined;
    if (step === undefined || cards.length === 0) return;
    const to = at === -1 ? 0 : Math.min(cards.length - 1, Math.max(0, at + step));
    const next = cards[to];
    if (next === undefined) return;
    event.preventDefault();
    onWalk();
    void navigate({ to: '/cards/$id', params: { id: next.id } });
    walks.current = true;
    virtual.scrollToIndex(to, { align: 'auto' });
  });

  return (
    <div className={styles['list']} ref={frame}>
      <ul className={styles['whole']} aria-label={cardWords.title} ref={list} style={{ height: virtual.getTotalSize() }}>
        {items.map(({ index, key, start }) => {
          const card = cards[index];
          return card !== undefined && (
            <li key={key} ref={virtual.measureElement} data-index={index} aria-setsize={cards.length} aria-posinset={index + 1} className={styles['row']} style={{ transform: `translateY(${String(start)}px)` }}>
              <CardRow card={card} onEnter={onEnter} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function CardRow({ card, onEnter }: { readonly card: CardSummary; readonly onEnter: () => void }) {
  return (
    <Link
      to="/cards/$id"
      params={{ id: card.id }}
      className={styles['card']}
      data-card={card.id}
      onClick={(event) => {
        // Enter on a link is a click without a pointer.
        if (event.detail === 0) onEnter();
      }}
    >
      <strong>{shownText(card.title)}</strong>
      <span className={styles['facts']}>
        {shownText(card.workflow.name)} · <Ago at={card.requestedAt} />
      </span>
      {card.follows !== undefined && (
        <span className={styles['escalated']}>
          <Icon name="alert" size="small" /> {cardWords.escalated}
        </span>
      )}
      <CardExpiry card={card} className={styles['expires']} />
      <Ended card={card} />
    </Link>
  );
}

function Ended({ card: { state, answeredAt, answeredBy, closedAt } }: { readonly card: CardSummary }) {
  if (state === 'open') return null;
  const endedAt = answeredAt ?? closedAt;
  return (
    <span className={styles['facts']}>
      {cardWords.state[state]} {answeredBy !== undefined && cardWords.by(answeredBy)} {endedAt !== undefined && <Ago at={endedAt} />}
    </span>
  );
}
