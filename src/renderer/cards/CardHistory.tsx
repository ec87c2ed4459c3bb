import type { CardView } from '../../core/domain/operations/cards.ts';
import { inputsOf } from '../../core/domain/model/card.ts';
import { Ago } from '../components/Ago.tsx';
import { cardWords } from '../strings/cards.ts';
import styles from './CardAnswer.module.css';

/** What happened to a card, told on demand: who had it open and when, which answers were not taken, how it ended. */
export function CardHistory({ card: { history, card } }: { readonly card: CardView }) {
  const labels = new Map(inputsOf(card.fields).map(({ key, label }) => [key, label]));
  return (
    <details className={styles['history']}>
      <summary>{cardWords.history.title}</summary>
      <ol>
        {history.map(({ at, what, by, problems = {} }, index) => (
          <li key={index}>
            {cardWords.history[what]} {by !== undefined && cardWords.by(by)} <Ago at={at} />
            {what === 'refused' && <span className={styles['problems']}>{Object.entries(problems).map(([key, words]) => cardWords.history.problem(labels.get(key) ?? key, words)).join(' ') || cardWords.history.notAccepted}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
