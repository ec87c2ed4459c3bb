import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { sayDone } from '../../components/toasts.ts';
import { workflowWords } from '../../strings/workflows.ts';
import formStyles from '../../components/SchemaForm.module.css';

/** Makes the draft the next version, after a note of what changed. */
export function PublishButton({ workflow }: { readonly workflow: Pick<WorkflowView, 'id'> }) {
  const queries = useQueries();
  const cache = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const [note, setNote] = useState('');
  const publish = useMutation(
    queries.workflows.publish.mutationOptions({
      onSuccess: async ({ version }) => {
        setIsAsking(false);
        setNote('');
        sayDone(workflowWords.published(version));
        await cache.invalidateQueries({ queryKey: queries.workflows.key() });
      },
    }),
  );

  return (
    <>
      <Button
        onPress={() => {
          publish.reset();
          setIsAsking(true);
        }}
      >
        {workflowWords.publish}
      </Button>
      <ConfirmDialog
        title={workflowWords.publishTitle}
        text={
          <div className={formStyles['form']}>
            <p>{workflowWords.publishText}</p>
            <TextInput label={workflowWords.publishNote} value={note} onChange={setNote} />
            {publish.error !== null && <Failure error={publish.error} title={workflowWords.publishFailed} isInline />}
          </div>
        }
        action={workflowWords.publish}
        isDanger={false}
        isOpen={isAsking}
        isPending={publish.isPending}
        onClose={() => {
          setIsAsking(false);
        }}
        onConfirm={() => {
          publish.mutate({ id: workflow.id, note });
        }}
      />
    </>
  );
}
