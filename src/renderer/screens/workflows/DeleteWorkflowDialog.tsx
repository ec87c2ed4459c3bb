import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { dataPlace } from '../../client/data-place.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { forgetLeftBehind } from '../../designer/session/journal-shelf.ts';
import { workflowWords } from '../../strings/workflows.ts';

export interface DeleteWorkflowDialogProps {
  readonly workflow: Pick<WorkflowSummary, 'id' | 'name'>;
  readonly onClose: () => void;
  /** Before it goes: what is unsaved of it goes with it. */
  readonly onDelete?: () => Promise<void>;
}

/** Asks whether a workflow may go with its draft, its versions and its tests, and shows the list of those that stay. */
export function DeleteWorkflowDialog({ workflow: { id, name }, onClose, onDelete }: DeleteWorkflowDialogProps) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    async mutationFn() {
      await client.workflows.delete({ id, withTests: true });
      await onDelete?.();
      await forgetLeftBehind(async () => dataPlace(client), id).catch(() => {
        // The workflow is gone all the same; what stays in this browser is offered to nobody.
      });
    },
    async onSuccess() {
      sayDone(workflowWords.deleted(name));
      onClose();
      await navigate({ to: '/workflows' });
      await cache.invalidateQueries({ queryKey: queries.workflows.list.key() });
    },
    onError(error) {
      sayFailed(workflowWords.deleteFailed, error);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={workflowWords.deleteTitle(name)}
      text={<p>{workflowWords.deleteText}</p>}
      action={workflowWords.deleteAction}
      isOpen
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        remove.mutate();
      }}
    />
  );
}
