import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { isJsonObject } from '../../../core/domain/model/json.ts';
import type { Approval } from '../../../core/domain/operations/approvals.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Ago } from '../../components/Ago.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { shownText } from '../../../core/domain/model/shown-text.ts';
import { Failure } from '../../components/Failure.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { Icon } from '../../components/Icon.tsx';
import { JsonView } from '../../components/JsonView.tsx';
import { fullTime } from '../../components/time-words.ts';
import { sayDone } from '../../components/toasts.ts';
import { ValueList } from '../../components/ValueList.tsx';
import { actWords } from '../../strings/console-acts.ts';
import { runWords } from '../../strings/runs.ts';
import { AlsoSteered } from './ActDialog.tsx';
import styles from './acts.module.css';
import { FireDialog } from './FireDialog.tsx';
import { useAfterAct } from './use-after-act.ts';

const words = { ...runWords.approval, ...actWords.approval };

/** What people are asked to approve, exactly as it will be done and with its fingerprint, and the way to answer. */
export function ApprovalPanel({ approval, nameOf }: { readonly approval: Approval; readonly nameOf: (nodeId: string) => string }) {
  const queries = useQueries();
  const after = useAfterAct(approval.runId);
  const [comment, setComment] = useState('');
  const [isForcing, setIsForcing] = useState(false);
  const decide = useMutation(queries.approvals.decide.mutationOptions({ onSuccess: ({ state }) => { sayDone(words.answered(approval.title, state)); }, onSettled: after }));
  const said = comment.trim() === '' ? {} : { comment: comment.trim() };
  const answer = (decision: 'approve' | 'reject'): void => {
    // The answer stands for what is shown here, and for nothing else.
    decide.mutate({ id: approval.id, decision, hash: approval.hash, ...said });
  };
  const line = (decision: 'approve' | 'reject'): string => commandWords(['approvals', 'decide', approval.id, decision], { hash: approval.hash, ...said });
  return (
    <section className={`${styles['panel'] ?? ''} ${styles['waits'] ?? ''}`} aria-label={approval.title}>
      <h2>
        <Icon name="person" />
        {shownText(approval.title)}
      </h2>
      {approval.text !== '' && <p>{approval.text}</p>}
      <Requests approval={approval} />
      <Votes approval={approval} />
      {approval.isPossible === false && approval.transition !== '' && <div><Button onPress={() => { setIsForcing(true); }}>{actWords.ways.force}…</Button></div>}
      {isForcing && <FireDialog runId={approval.runId} way={{ visit: approval.visit, transition: approval.transition, name: approval.transition, from: nameOf(approval.nodeId), to: '' }} isForced onClose={() => { setIsForcing(false); }} />}
      <AlsoSteered runId={approval.runId} />
      <TextInput label={words.comment} value={comment} onChange={setComment} />
      {decide.error !== null && <Failure error={decide.error} title={words.failed} isInline />}
      <div className={styles['buttons']}>
        <Button look="primary" icon="check" isPending={decide.isPending} onPress={() => { answer('approve'); }}>
          {words.approve}
        </Button>
        <Button icon="cross" isPending={decide.isPending} onPress={() => { answer('reject'); }}>
          {words.reject}
        </Button>
      </div>
      <details>
        <summary>{actWords.line}</summary>
        <p className={styles['soft']}>{words.approveLine}</p>
        <CommandLine command={line('approve')} />
        <p className={styles['soft']}>{words.rejectLine}</p>
        <CommandLine command={line('reject')} />
      </details>
    </section>
  );
}

function Requests({ approval: { requests, hash } }: { readonly approval: Approval }) {
  return (
    <>
      {requests.map((request) => (
        <div key={request.hash} className={styles['request']}>
          <p>
            {words.does} <code>{request.type}</code> (<code>{request.action}</code>)
          </p>
          {isJsonObject(request.config) ? <ValueList values={request.config} /> : <JsonView value={request.config} label={request.type} />}
          <p className={styles['hash']}>{words.hash} <code>{request.hash}</code></p>
        </div>
      ))}
      <p className={styles['hash']}>
        {words.whole} <code>{hash}</code> <span>{words.hashHelp}</span>
      </p>
    </>
  );
}

/** Who has answered, who may not, and until when there is time. */
function Votes({ approval: { votes, quorum, principals, mayNot, isPossible, requestedAt, expiresAt } }: { readonly approval: Approval }) {
  const given = votes.filter(({ decision }) => decision === 'approve').length;
  return (
    <>
      <p className={styles['soft']}>
        {words.asked} <Ago at={requestedAt} />{expiresAt !== undefined && <>. {words.until} <Ago at={expiresAt} /> ({fullTime(expiresAt)})</>}.
      </p>
      {quorum > 1 && <p>{words.given(given, quorum)}</p>}
      {votes.length > 0 && (
        <ul aria-label={words.votes} className={styles['entries']}>
          {votes.map(({ by, decision, comment, at }) => <li key={`${by} ${at}`}>{words.vote(by, decision)} <Ago at={at} />{comment !== undefined && `: ${comment}`}</li>)}
        </ul>
      )}
      {principals !== undefined && <p>{words.only(principals.join(', '))}</p>}
      {mayNot !== undefined && mayNot.length > 0 && <p>{words.mayNot(mayNot.join(', '))}</p>}
      {isPossible === false && <p role="alert">{words.impossible}</p>}
    </>
  );
}
