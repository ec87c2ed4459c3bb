import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { IncidentAnswer } from '../../../core/domain/model/run.ts';
import type { Incident } from '../../../core/domain/operations/runs.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { Failure } from '../../components/Failure.tsx';
import { RadioInput, SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { sayDone } from '../../components/toasts.ts';
import { actWords } from '../../strings/console-acts.ts';
import { runWords } from '../../strings/runs.ts';
import { AlsoSteered } from './ActDialog.tsx';
import { ConnectorInput } from './ConnectorInput.tsx';
import styles from './acts.module.css';
import { readAnswer } from './read-answer.ts';
import { useAfterAct } from './use-after-act.ts';

const words = { ...runWords.incident, ...actWords.incident };

/** The answers an incident accepts, what each does, what it needs, and the line that does the same. */
export function AnswerForm({ runId, incident }: { readonly runId: string; readonly incident: Incident }) {
  const queries = useQueries();
  const after = useAfterAct(runId);
  const [answer, setAnswer] = useState<IncidentAnswer>(incident.answers[0] ?? 'retry');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [connector, setConnector] = useState<string>();
  const [skipValidators, setSkipValidators] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const resolve = useMutation(queries.runs.resolve.mutationOptions({ onSuccess: () => { sayDone(words.answered); }, onSettled: after }));
  const read = readAnswer(answer, typed, connector);
  const rest = {
    ...('detail' in read ? read.detail : {}),
    ...(answer === 'take_transition' && skipValidators ? { skipValidators } : {}),
    ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
  };
  const fault = isChecked && 'fault' in read ? read.fault : undefined;
  return (
    <Form
      className={styles['body'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if ('detail' in read && !resolve.isPending) resolve.mutate({ id: runId, incident: incident.id, answer, ...rest });
      }}
    >
      <AlsoSteered runId={runId} />
      <RadioInput
        label={words.confirm}
        isRequired
        value={answer}
        choices={incident.answers.map((value, index) => ({ value, label: `${index === 0 ? words.suggested(words.answers[value]) : words.answers[value]}: ${explained(incident, value)}` }))}
        onChange={(value) => {
          setAnswer(incident.answers.find((each) => each === value) ?? answer);
          setTyped('');
          setIsChecked(false);
        }}
      />
      {answer === 'use_model' && <ConnectorInput value={connector} onChange={setConnector} />}
      <Detail answer={answer} isOther={connector !== undefined} incident={incident} value={typed} error={fault} onChange={setTyped} />
      {answer === 'take_transition' && <SwitchInput label={words.skipValidators} help={actWords.ways.skipHelp} value={skipValidators} onChange={setSkipValidators} />}
      <TextInput label={actWords.reason} help={actWords.reasonHelp} value={reason} onChange={setReason} />
      <CommandLine command={commandWords(['runs', 'resolve', runId, incident.id], { answer, ...rest })} />
      {resolve.error !== null && <Failure error={resolve.error} title={runWords.failedTo.resolve} isInline />}
      <div className={styles['foot']}>
        <Button type="submit" look={answer === 'fail' ? 'danger' : 'primary'} isPending={resolve.isPending}>
          {words.answers[answer]}
        </Button>
      </div>
    </Form>
  );
}

/** What an answer does; where nobody knows whether something happened, it says which of both it stands for. */
function explained({ code }: Incident, answer: IncidentAnswer): string {
  if (code === 'in_doubt' && (answer === 'retry' || answer === 'skip')) return words.doubt[answer];
  return words.explain[answer];
}

interface DetailProps {
  readonly answer: IncidentAnswer;
  readonly incident: Incident;
  /** Another connector is asked, which has a model of its own. */
  readonly isOther: boolean;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (typed: string) => void;
}

/** What an answer takes with it. */
function Detail({ answer, incident, isOther, ...field }: DetailProps) {
  switch (answer) {
    case 'skip':
      return <TextInput label={words.output} kind="code" isRequired {...field} />;
    case 'raise_limit':
      return <TextInput label={words.limit} kind="number" isRequired {...field} />;
    case 'use_model':
      return <TextInput label={words.model} isRequired={!isOther} {...(isOther ? { help: words.ownModel } : {})} {...field} />;
    case 'take_transition':
      return <SelectInput label={words.transition} isRequired choices={incident.transitions.map((id) => ({ value: id, label: id }))} {...field} />;
    case 'retry':
      return incident.request === undefined || incident.isApproved === true ? null : <TextInput label={words.change} help={words.changeHelp} kind="code" {...field} />;
    case 'fail':
      return null;
  }
}
