import { useState } from 'react';
import { Card } from '../../../../core/domain/model/card.ts';
import type { JsonObject } from '../../../../core/domain/model/json.ts';
import { CardInput } from '../../../cards/CardInput.tsx';
import { type CardControls, initialControls } from '../../../cards/read-card.ts';
import { Markdown } from '../../../components/Markdown.tsx';
import { inspectorWords } from '../../../strings/designer-inspector.ts';
import styles from './cards.module.css';

/** How people will see the card. It can be tried, and sends nothing. */
export function CardPreview({ card }: { readonly card: JsonObject }) {
  const read = Card.safeParse(card);
  const [controls, setControls] = useState<CardControls>({});
  if (!read.success) return <p>{inspectorWords.cards.noPreview}</p>;
  const { title, body, fields, submitLabel } = read.data;
  const first = initialControls(fields);
  return (
    <div className={styles['preview']}>
      <h4>{title}</h4>
      {body !== '' && <Markdown source={body} />}
      {fields.map((field) => (
        <CardInput key={`${field.key} ${field.type}`} field={field} control={controls[field.key] ?? first[field.key] ?? ''} error={undefined} onChange={(control) => { setControls((before) => ({ ...before, [field.key]: control })); }} />
      ))}
      <span className={styles['submit']}>{submitLabel}</span>
    </div>
  );
}
