import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { CardView } from '../../core/domain/operations/cards.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { Markdown } from '../components/Markdown.tsx';
import { sayDone } from '../components/toasts.ts';
import { cardWords } from '../strings/cards.ts';
import { workflowWords } from '../strings/workflows.ts';
import styles from './CardForm.module.css';
import { CardInput } from './CardInput.tsx';
import { fieldFaults } from './field-faults.ts';
import { initialControls, readCard } from './read-card.ts';

/** The form of an open card. What the host refuses is shown at the field it names. */
export function CardForm({ card }: { readonly card: CardView }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const { fields, body, submitLabel } = card.card;
  const [controls, setControls] = useState(() => initialControls(fields));
  const [isChecked, setIsChecked] = useState(false);
  const read = readCard(fields, controls);
  const submit = useMutation(
    queries.cards.submit.mutationOptions({
      onSuccess: async () => {
        sayDone(cardWords.submitted, card.title);
        await cache.invalidateQueries({ queryKey: queries.cards.key() });
      },
    }),
  );
  const refused = fieldFaults(submit.error);
  const errors = isChecked ? { ...refused, ...read.errors } : {};
  const faults = Object.keys(read.errors).length;

  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (faults === 0) submit.mutate({ id: card.id, values: read.values });
      }}
    >
      {body !== '' && <Markdown source={body} />}
      {fields.map((field) => (
        <CardInput
          key={field.key}
          field={field}
          control={controls[field.key] ?? ''}
          error={errors[field.key]}
          onChange={(control) => {
            setControls((before) => ({ ...before, [field.key]: control }));
            if (field.key in refused) submit.reset();
          }}
        />
      ))}
      {submit.error !== null && Object.keys(refused).length === 0 && <Failure error={submit.error} title={cardWords.submitFailed} isInline />}
      <div className={styles['foot']}>
        <Button type="submit" look="primary" isPending={submit.isPending}>
          {submitLabel}
        </Button>
        {isChecked && faults > 0 && (
          <p role="alert" className={styles['faults']}>
            {workflowWords.dialog.fix(faults)}
          </p>
        )}
      </div>
    </Form>
  );
}
