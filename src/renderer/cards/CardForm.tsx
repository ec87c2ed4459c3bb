import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { inputsOf } from '../../core/domain/model/card.ts';
import type { CardView } from '../../core/domain/operations/cards.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { focusFirstInvalid } from '../components/focus-first-invalid.ts';
import { Failure } from '../components/Failure.tsx';
import { Markdown } from '../components/Markdown.tsx';
import { sayDone } from '../components/toasts.ts';
import { commandKey } from '../state/command-key.ts';
import { cardWords } from '../strings/cards.ts';
import { workflowWords } from '../strings/workflows.ts';
import { forgetTyped } from './card-drafts.ts';
import styles from './CardForm.module.css';
import { CardInput } from './CardInput.tsx';
import { CardParts } from './CardParts.tsx';
import { CardProgress } from './CardProgress.tsx';
import { fieldFaults } from './field-faults.ts';
import { readCard } from './read-card.ts';
import { useCardCheck } from './use-card-check.ts';
import { useCardControls } from './use-card-controls.ts';

/** The form of an open card. What the host refuses is shown at the field it names; what is typed outlasts the page. */
export function CardForm({ card }: { readonly card: CardView }) {
  const { fields: parts, body, submitLabel } = card.card;
  const fields = inputsOf(parts);
  const { controls, change, startOver, isResumed } = useCardControls(card, fields);
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const check = useCardCheck({ id: card.id, parts, values: readCard(fields, controls).values, isTold: attempts > 0 });
  const read = readCard(fields, controls, check.hidden);
  const submit = useSubmit(card);
  const refused = fieldFaults(submit.error);
  const errors: Readonly<Record<string, string>> = attempts > 0 ? { ...refused, ...check.misfits, ...read.errors } : {};
  const faults = Object.keys(read.errors).length;
  const toMend = Object.keys({ ...check.misfits, ...read.errors }).length;
  useEffect(() => {
    if (attempts > 0) focusFirstInvalid(form.current);
  }, [attempts]);
  const send = (): void => {
    if (submit.isPending || check.isPending) return;
    if (faults > 0) setAttempts(attempts + 1);
    else submit.mutate({ id: card.id, values: read.values }, { onError: () => { setAttempts((before) => before + 1); } });
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  });
  useEffect(() => {
    // On its way in: a radio or a list keeps the key to itself on its way out.
    const element = form.current;
    const listen = (event: KeyboardEvent): void => { onKey(event); };
    element?.addEventListener('keydown', listen, true);
    return () => { element?.removeEventListener('keydown', listen, true); };
  }, []);

  return (
    <Form
      ref={form}
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <CardProgress card={card} fields={fields.filter(({ key }) => !check.hidden.has(key))} values={read.values} />
      {isResumed && (
        <p className={styles['resumed']}>
          {cardWords.resumed} <Button size="small" look="quiet" onPress={startOver}>{cardWords.startOver}</Button>
        </p>
      )}
      {body !== '' && <Markdown source={body} />}
      {check.error !== null && <Failure error={check.error} title={cardWords.checkFailed} isInline />}
      {!check.isPending && (
        <CardParts
          parts={parts}
          hidden={check.hidden}
          renderField={(field) => (
            <CardInput
              field={field}
              control={controls[field.key] ?? ''}
              error={errors[field.key]}
              onChange={(control) => {
                change(field.key, control);
                if (field.key in refused) submit.reset();
              }}
            />
          )}
        />
      )}
      {submit.error !== null && Object.keys(refused).length === 0 && <Failure error={submit.error} title={cardWords.submitFailed} isInline />}
      <div className={styles['foot']}>
        <Button type="submit" look="primary" isPending={submit.isPending}>
          {submitLabel}
        </Button>
        {attempts > 0 && toMend > 0 ? (
          <p role="alert" className={styles['faults']}>
            {workflowWords.dialog.fix(toMend)}
          </p>
        ) : (
          <p className={styles['keys']}>{cardWords.keys(commandKey())}</p>
        )}
      </div>
    </Form>
  );
}

/** Sends the answer. Where somebody else was faster, the card is shown as it ended; what was typed here stays. */
function useSubmit(card: CardView) {
  const queries = useQueries();
  const cache = useQueryClient();
  return useMutation(
    queries.cards.submit.mutationOptions({
      onSuccess: () => {
        forgetTyped(card);
        sayDone(cardWords.submitted, card.title);
      },
      onSettled: () => cache.invalidateQueries({ queryKey: queries.cards.key() }),
    }),
  );
}
