import { isBlankAnswer, isEmptyAnswer } from '../../core/domain/model/card-answer.ts';
import type { CardField } from '../../core/domain/model/card.ts';
import type { JsonObject } from '../../core/domain/model/json.ts';
import type { CardView } from '../../core/domain/operations/cards.ts';
import { cardWords } from '../strings/cards.ts';
import { CardExpiry } from './CardExpiry.tsx';
import styles from './CardForm.module.css';

export interface CardProgressProps {
  readonly card: CardView;
  /** Those that are asked for. */
  readonly fields: readonly CardField[];
  readonly values: JsonObject;
}

const fewRequired = 3;

/** How far one is: which card of the run this is, how many of its answers are given, and until when it waits. */
export function CardProgress({ card, fields, values }: CardProgressProps) {
  const { step, expiresAt } = card;
  const required = fields.filter((field) => field.required);
  const done = required.filter(({ key, type }) => !isEmptyAnswer(values[key]) && !isBlankAnswer(values[key]) && (type !== 'checkbox' || values[key] === true)).length;
  const isStepShown = step !== undefined && (step.number > 1 || (step.of ?? 0) > 1);
  const isCounted = required.length > fewRequired;
  if (!isStepShown && !isCounted && expiresAt === undefined) return null;
  return (
    <div className={styles['progress']}>
      {isStepShown && <span>{cardWords.step(step.number, step.of)}</span>}
      {isCounted && (
        <>
          <progress value={done} max={required.length} aria-label={cardWords.filled(done, required.length)} />
          <span aria-hidden="true">{cardWords.filled(done, required.length)}</span>
        </>
      )}
      <CardExpiry card={card} className={styles['expires']} />
    </div>
  );
}
