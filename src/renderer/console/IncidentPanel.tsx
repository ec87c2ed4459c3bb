import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Json } from '../../core/domain/model/json.ts';
import type { IncidentAnswer } from '../../core/domain/model/run.ts';
import type { RunView } from '../../core/domain/operations/runs.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { Failure } from '../components/Failure.tsx';
import { RadioInput, SelectInput } from '../components/fields/ChoiceInput.tsx';
import { TextInput } from '../components/fields/TextInput.tsx';
import { Icon } from '../components/Icon.tsx';
import { sayDone } from '../components/toasts.ts';
import { formWords } from '../strings/forms.ts';
import { runWords } from '../strings/runs.ts';
import styles from './IncidentPanel.module.css';

const words = runWords.incident;

export interface IncidentPanelProps {
  readonly runId: string;
  readonly incident: RunView['incidents'][number];
  readonly nodeName: string;
}

/** A place where the run needs a decision: what happened, the answers it accepts, and what each of them does. */
export function IncidentPanel({ runId, incident, nodeName }: IncidentPanelProps) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [answer, setAnswer] = useState<IncidentAnswer>(incident.answers[0] ?? 'retry');
  const [detail, setDetail] = useState('');
  const [fault, setFault] = useState<string>();
  const resolve = useMutation(
    queries.runs.resolve.mutationOptions({
      onSuccess: async () => {
        sayDone(words.answered);
        await cache.invalidateQueries({ queryKey: queries.runs.key() });
      },
    }),
  );

  const send = (): void => {
    const value = readDetail(answer, detail);
    if (value === undefined) {
      setFault(answer === 'raise_limit' ? formWords.notWhole(words.limit) : formWords.notJson(words.output));
      return;
    }
    resolve.mutate({ id: runId, incident: incident.id, answer, ...value });
  };

  return (
    <section className={styles['panel']} aria-label={words.title(nodeName)}>
      <h2>
        <Icon name="alert" />
        {words.title(nodeName)}
      </h2>
      <p>
        {incident.message} {incident.code === 'budget' && <Link to="/settings/usage">{runWords.budgets}</Link>}
      </p>
      <RadioInput
        label={words.confirm}
        isRequired
        value={answer}
        choices={incident.answers.map((value) => ({ value, label: `${words.answers[value]}: ${words.explain[value]}` }))}
        onChange={(value) => {
          setAnswer(incident.answers.find((each) => each === value) ?? answer);
          setDetail('');
          setFault(undefined);
        }}
      />
      {answer === 'skip' && <TextInput label={words.output} kind="code" isRequired value={detail} error={fault} onChange={setDetail} />}
      {answer === 'raise_limit' && <TextInput label={words.limit} kind="number" isRequired value={detail} error={fault} onChange={setDetail} />}
      {answer === 'use_model' && <TextInput label={words.model} isRequired value={detail} error={fault} onChange={setDetail} />}
      {answer === 'take_transition' && (
        <SelectInput label={words.transition} isRequired value={detail} choices={incident.transitions.map((id) => ({ value: id, label: id }))} onChange={setDetail} />
      )}
      {resolve.error !== null && <Failure error={resolve.error} title={runWords.failedTo.resolve} isInline />}
      <div>
        <Button look={answer === 'fail' ? 'danger' : 'primary'} isPending={resolve.isPending} onPress={send} isDisabled={answer === 'take_transition' && detail === ''}>
          {words.answers[answer]}
        </Button>
      </div>
    </section>
  );
}

interface ResolveDetail {
  readonly value?: { readonly [key: string]: Json };
  readonly transition?: string;
}

/** What goes beside the answer; `undefined` if the typed text does not read. */
function readDetail(answer: IncidentAnswer, typed: string): ResolveDetail | undefined {
  switch (answer) {
    case 'skip':
      return readOutput(typed);
    case 'raise_limit':
      return Number.isInteger(Number(typed)) && Number(typed) > 0 ? { value: { by: Number(typed) } } : undefined;
    case 'use_model':
      return typed.trim() === '' ? undefined : { value: { model: typed.trim() } };
    case 'take_transition':
      return { transition: typed };
    case 'retry':
    case 'fail':
      return {};
  }
}

function readOutput(typed: string): ResolveDetail | undefined {
  try {
    return { value: { output: JSON.parse(typed) as Json } };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
