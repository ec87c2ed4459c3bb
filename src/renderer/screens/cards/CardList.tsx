import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { CardSummary } from '../../../core/domain/operations/cards.ts';
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
}

const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };
const arrows: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The cards; j and k, or the arrows in the list, go from one to the next, Enter goes into it. */
export function CardList({ cards, chosen, onEnter, onWalk }: CardListProps) {
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  const hasSingleKeys = useSingleKeys();
  useEffect(() => {
    // The first card chosen makes the list anew, and what had the focus is gone.
    if (chosen !== undefined && document.activeElement === document.body) list.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(chosen)}"]`)?.focus();
  }, [chosen]);
  useDocumentKeys((event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
    const isInList = event.target instanceof Node && list.current?.contains(event.target) === true;
    const step = isInList ? (arrows[event.key] ?? (hasSingleKeys ? steps[event.key] : undefined)) : hasSingleKeys ? steps[event.key] : undefined;
    if (step === undefined || cards.length === 0) return;
    const at = cards.findIndex(({ id }) => id === chosen);
    const next = cards[at === -1 ? 0 : Math.min(cards.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    event.preventDefault();
    onWalk();
    void navigate({ to: '/cards/$id', params: { id: next.id } });
    list.current?.querySelector<HTMLElement>(`[data-card="${CSS.escape(next.id)}"]`)?.focus();
  });

  return (
    <ul className={styles['list']} aria-label={cardWords.title} ref={list}>
      {cards.map((card) => (
        <li key={card.id}>
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
            <strong>{card.title}</strong>
            <span className={styles['facts']}>
              {card.workflow.name} · <Ago at={card.requestedAt} />
            </span>
            {card.follows !== undefined && (
              <span className={styles['escalated']}>
                <Icon name="alert" size="small" /> {cardWords.escalated}
              </span>
            )}
            <CardExpiry card={card} className={styles['expires']} />
            <Ended card={card} />
          </Link>
        </li>
      ))}
    </ul>
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
