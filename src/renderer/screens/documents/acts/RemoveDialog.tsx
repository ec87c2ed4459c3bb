import { useMutation, useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { DocumentEntry } from '../../../../core/domain/operations/document-shapes.ts';
import { useClient, useQueries } from '../../../client/ClientProvider.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { ConfirmDialog } from '../../../components/ConfirmDialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { Skeleton } from '../../../components/Skeleton.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { documentActWords as words } from '../../../strings/documents.ts';
import { withoutTab } from '../workspace/open-tabs.ts';
import { changeTabs } from '../workspace/use-open-tabs.ts';
import { SameCommand } from './ActDialog.tsx';
import styles from './acts.module.css';
import { DependantList } from './DependantList.tsx';
import { useRefreshDocuments } from './use-refresh-documents.ts';

/** Says who uses a document, and removes it; a template that is used goes only when another takes its place. */
export function RemoveDialog({ document, onClose }: { readonly document: DocumentEntry; readonly onClose: () => void }) {
  const client = useClient();
  const queries = useQueries();
  const navigate = useNavigate();
  const refresh = useRefreshDocuments();
  const { pathname } = useLocation();
  const [reassignTo, setReassignTo] = useState('');
  const users = useQuery({ ...queries.docs.revalidate.queryOptions({ input: { id: document.id } }), staleTime: 0 });
  const isTemplate = document.role === 'template';
  const naming = (users.data?.dependants ?? []).filter(({ nodes }) => nodes.length > 0);
  const others = useQuery(queries.docs.list.queryOptions({ input: { role: document.role, limit: 200 }, enabled: naming.length > 0 }));
  const choices = (others.data?.items ?? []).filter(({ id }) => id !== document.id).map(({ id, title }) => ({ value: id, label: title }));
  const said = reassignTo === '' ? {} : { reassignTo };
  const remove = useMutation({
    mutationFn: async () => {
      await (isTemplate ? client.doctemplates.remove({ id: document.id, ...said }) : client.docs.remove({ id: document.id, ...said }));
    },
    onSuccess: async () => {
      sayDone(words.removed(document.title));
      changeTabs((tabs) => withoutTab(tabs, document.id));
      if (pathname === `/documents/${document.id}`) await navigate({ to: isTemplate ? '/documents/templates' : '/documents' });
      onClose();
      await refresh();
    },
  });

  return (
    <ConfirmDialog
      title={words.removeTitle(document.title)}
      text={
        <div className={styles['body']}>
          <p>{words.removeText}</p>
          {users.error !== null && <Failure error={users.error} isInline />}
          {users.data === undefined && users.error === null && <Skeleton />}
          {users.data !== undefined && users.data.dependants.length > 0 && (
            <div>
              <p>{words.dependants}</p>
              <DependantList dependants={users.data.dependants} />
            </div>
          )}
          {naming.length > 0 && (choices.length === 0 ? <p>{words.noOther}</p> : <SelectInput label={words.reassign} help={words.reassignHelp} isRequired value={reassignTo} choices={choices} onChange={setReassignTo} />)}
          <SameCommand command={commandWords([...(isTemplate ? ['docs', 'templates'] : ['docs']), 'remove', document.id], said)} />
          {remove.error !== null && <Failure error={remove.error} title={words.removeFailed} isInline />}
        </div>
      }
      action={words.removeAction}
      isOpen
      isPending={remove.isPending}
      onClose={onClose}
      onConfirm={() => {
        remove.mutate();
      }}
    />
  );
}
