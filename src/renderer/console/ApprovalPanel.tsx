import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isJsonObject } from '../../core/domain/model/json.ts';
import type { Approval } from '../../core/domain/operations/approvals.ts';
import { useQueries } from '../client/ClientProvider.tsx';
import { Button } from '../components/Button.tsx';
import { CommandLine } from '../components/CommandLine.tsx';
import { commandWords } from '../components/command-words.ts';
import { Failure } from '../components/Failure.tsx';
import { TextInput } from '../components/fields/TextInput.tsx';
import { Icon } from '../components/Icon.tsx';
import { JsonView } from '../components/JsonView.tsx';
import { sayDone } from '../components/toasts.ts';
import { ValueList } from '../components/ValueList.tsx';
import { runWords } from '../strings/runs.ts';
import styles from './ApprovalPanel.module.css';

const words = runWords.approval;

/** What people are asked to approve, exactly as it will be done, and the way to answer. */
export function ApprovalPanel({ approval }: { readonly approval: Approval }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [comment, setComment] = useState('');
  const decide = useMutation(
    queries.approvals.decide.mutationOptions({
      onSuccess: ({ state }) => { sayDone(words.answered(approval.title, state)); },
      onSettled: async () => {
        await cache.invalidateQueries({ queryKey: queries.approvals.key() });
        await cache.invalidateQueries({ queryKey: queries.runs.key() });
      },
    }),
  );
  const answer = (decision: 'approve' | 'reject'): void => {
    // The answer stands for what is shown here, and for nothing else.
    decide.mutate({ id: approval.id, decision, hash: approval.hash, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) });
  };
  const given = approval.votes.filter(({ decision }) => decision === 'approve').length;
  return (
    <section className={styles['panel']} aria-label={approval.title}>
      <h2>
        <Icon name="person" />
        {approval.title}
      </h2>
      {approval.text !== '' && <p>{approval.text}</p>}
      {approval.requests.map((request) => (
        <div key={request.hash} className={styles['request']}>
          <p>
            {words.does} <code>{request.type}</code>
          </p>
          {isJsonObject(request.config) ? <ValueList values={request.config} /> : <JsonView value={request.config} label={request.type} />}
        </div>
      ))}
      {approval.quorum > 1 && <p>{words.given(given, approval.quorum)}</p>}
      {approval.principals !== undefined && <p>{words.only(approval.principals.join(', '))}</p>}
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
      <CommandLine command={commandWords(['approvals', 'decide', approval.id, 'approve'], { hash: approval.hash })} />
    </section>
  );
}
