import type { Json } from '../../core/domain/model/json.ts';
import type { CardView } from '../../core/domain/operations/cards.ts';
import { Ago } from '../components/Ago.tsx';
import { Icon } from '../components/Icon.tsx';
import { Markdown } from '../components/Markdown.tsx';
import { cardWords } from '../strings/cards.ts';
import styles from './CardAnswer.module.css';

/** A card that is closed: how it ended, and what was answered. */
export function CardAnswer({ card }: { readonly card: CardView }) {
  if (card.state === 'open') return null;
  const { values } = card;
  return (
    <div className={styles['answer']}>
      <p className={styles['closed']}>
        <Icon name={card.state === 'submitted' ? 'check' : 'clock'} />
        <span>
          {cardWords.closed[card.state]} {card.answeredAt !== undefined && <Ago at={card.answeredAt} />}{' '}
          {card.answeredBy !== undefined && cardWords.by(card.answeredBy)}
        </span>
      </p>
      {card.card.body !== '' && <Markdown source={card.card.body} />}
      {values !== undefined && (
        <dl className={styles['values']}>
          {card.card.fields.map((field) => (
            <div key={field.key}>
              <dt>{field.label}</dt>
              <dd>{answerWords(values[field.key])}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function answerWords(value: Json | undefined): string {
  if (value === undefined || value === null || value === '') return cardWords.noAnswer;
  if (typeof value === 'boolean') return value ? cardWords.yes : cardWords.no;
  if (Array.isArray(value)) return value.map(String).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
