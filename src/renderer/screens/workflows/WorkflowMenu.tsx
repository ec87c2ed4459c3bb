import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { IconButton } from '../../components/Button.tsx';
import { classNames } from '../../components/class-names.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import fieldStyles from '../../components/fields/fields.module.css';
import { sayDone, sayFailed } from '../../components/toasts.ts';
import { saveBytes } from '../../console/save-bytes.ts';
import { workflowWords } from '../../strings/workflows.ts';

/** What is done to a workflow now and then: export it, delete it. */
export function WorkflowMenu({ workflow }: { readonly workflow: Pick<WorkflowView, 'id' | 'slug' | 'name'> }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [isDeleting, setIsDeleting] = useState(false);
  const save = useMutation({
    mutationFn: async () => client.workflows.export({ id: workflow.id }),
    onSuccess: ({ text }) => {
      saveBytes({ name: `${workflow.slug}.json`, mediaType: 'application/json' }, text);
    },
    onError: (error) => {
      sayFailed(workflowWords.exportFailed, error);
    },
  });
  const remove = useMutation(
    queries.workflows.delete.mutationOptions({
      onSuccess: async () => {
        sayDone(workflowWords.deleted(workflow.name));
        await navigate({ to: '/workflows' });
        await cache.invalidateQueries({ queryKey: queries.workflows.list.key() });
      },
      onError: (error) => {
        sayFailed(workflowWords.deleteFailed, error);
        setIsDeleting(false);
      },
    }),
  );

  return (
    <>
      <MenuTrigger>
        <IconButton icon="more" label={workflowWords.more} />
        <Popover className={classNames(fieldStyles['popover'])} placement="bottom end">
          <Menu
            className={classNames(fieldStyles['list'])}
            onAction={(key) => {
              if (key === 'export') save.mutate();
              else setIsDeleting(true);
            }}
          >
            <MenuItem id="export" className={classNames(fieldStyles['item'])}>
              {workflowWords.export}
            </MenuItem>
            <MenuItem id="delete" className={classNames(fieldStyles['item'])}>
              {workflowWords.delete}
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      <ConfirmDialog
        title={workflowWords.deleteTitle(workflow.name)}
        text={<p>{workflowWords.deleteText}</p>}
        action={workflowWords.deleteAction}
        isOpen={isDeleting}
        isPending={remove.isPending}
        onClose={() => {
          setIsDeleting(false);
        }}
        onConfirm={() => {
          remove.mutate({ id: workflow.id, withTests: true });
        }}
      />
    </>
  );
}
