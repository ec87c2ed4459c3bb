import { useState } from 'react';
import { isEmptyAnswer } from '../../core/domain/model/card-answer.ts';
import { inputsOf } from '../../core/domain/model/card.ts';
import type { CardView } from '../../core/domain/operations/cards.ts';
import { Ago } from '../components/Ago.tsx';
import { Button } from '../components/Button.tsx';
import { Icon } from '../components/Icon.tsx';
import { Markdown } from '../components/Markdown.tsx';
import { cardWords } from '../strings/cards.ts';
import { forgetTyped, typedBefore } from './card-drafts.ts';
import styles from './CardAnswer.module.css';
import { CardParts } from './CardParts.tsx';
import { CardValues } from './CardValues.tsx';

/** A card that is closed: how it ended, what was answered, and what one had typed here when somebody was faster. */
export function CardAnswer({ card }: { readonly card: CardView }) {
  const [typed, setTyped] = useState(() => typedBefore(card));
  if (card.state === 'open') return null;
  const { values } = card;
  const endedAt = card.answeredAt ?? card.closedAt;
  const { body, fields } = card.card;
  return (
    <div className={styles['answer']}>
      <p className={styles['closed']} role="status">
        <Icon name={card.state === 'submitted' ? 'check' : 'clock'} />
        <span>
          {cardWords.closed[card.state]} {card.state === 'expired' && card.otherwise !== undefined && cardWords.wentTo(card.otherwise.name)}
          <small>
            {card.answeredBy !== undefined && cardWords.by(card.answeredBy)} {endedAt !== undefined && <Ago at={endedAt} />}
          </small>
        </span>
      </p>
      {typed !== undefined && (
        <section className={styles['typed']} aria-label={cardWords.typed}>
          <h3>{cardWords.typed}</h3>
          <p>{cardWords.typedHelp}</p>
          <CardValues fields={inputsOf(fields).filter(({ key }) => !isEmptyAnswer(typed[key]) && typed[key] !== false)} values={typed} />
          <Button size="small" onPress={() => { forgetTyped(card); setTyped(undefined); }}>{cardWords.discard}</Button>
        </section>
      )}
      {body !== '' && <Markdown source={body} />}
      {values === undefined ? (
        <CardParts parts={fields} renderField={({ label }) => label} />
      ) : (
        <CardParts parts={fields} renderField={(field) => <CardValues fields={[field]} values={values} />} />
      )}
    </div>
  );
}
