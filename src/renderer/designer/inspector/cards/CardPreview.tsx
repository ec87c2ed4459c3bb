import { useState } from 'react';
import { Card, inputsOf } from '../../../../core/domain/model/card.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { CardInput } from '../../../cards/CardInput.tsx';
import { CardParts } from '../../../cards/CardParts.tsx';
import { type CardControls, initialControls, readCard } from '../../../cards/read-card.ts';
import { Button } from '../../../components/Button.tsx';
import { Markdown } from '../../../components/Markdown.tsx';
import { cardEditorWords } from '../../../strings/cards-editor.ts';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './cards.module.css';
import { filledCard } from './filled-card.ts';
import { useCardSample } from './use-card-sample.ts';

export interface CardPreviewProps {
  readonly card: JsonObject;
  /** The node that shows it; empty where none does. */
  readonly scope: string;
}

/** How people will see the card, with the values of the last run. It can be tried, and sends nothing. */
export function CardPreview({ card, scope }: CardPreviewProps) {
  const read = Card.safeParse(card);
  const sample = useCardSample(read.success ? read.data : undefined, scope);
  const [controls, setControls] = useState<CardControls>({});
  const [isTried, setIsTried] = useState(false);
  if (!read.success) return <p>{inspectorWords.cards.noPreview}</p>;
  const { title, body, fields: parts, submitLabel } = filledCard(read.data, sample.values);
  const fields = inputsOf(parts);
  const filled = { ...initialControls(fields), ...controls };
  const { errors } = readCard(fields, filled);
  const words = cardEditorWords;
  const hasTemplates = JSON.stringify(card).includes('{{');
  const faults = Object.keys(errors).length;
  return (
    <div className={styles['preview']}>
      {hasTemplates && <p className={styles['hint']}>{sample.from === undefined ? words.noSample : words.sampleFrom[sample.from]}</p>}
      {parts.some(({ shownWhen }) => shownWhen !== undefined) && <p className={styles['hint']}>{words.conditional}</p>}
      <h4>{title}</h4>
      {body !== '' && <Markdown source={body} />}
      <CardParts
        parts={parts}
        level={5}
        renderField={(field) => (
          <CardInput key={`${field.key} ${field.type}`} field={field} control={filled[field.key] ?? ''} error={isTried ? errors[field.key] : undefined} onChange={(control) => { setControls((before) => ({ ...before, [field.key]: control })); }} />
        )}
      />
      <div><Button look="primary" onPress={() => { setIsTried(true); }}>{submitLabel}</Button></div>
      {isTried && <p role="status">{faults === 0 ? words.right : words.notRight} {faults > 0 && Object.values(errors).join(' ')}</p>}
    </div>
  );
}
