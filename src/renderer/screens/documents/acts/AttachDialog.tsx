import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { allNodes, readDefinition } from '../../../canvas/read-definition.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { commandWords } from '../../../../core/domain/model/command-line.ts';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { useWorkflows } from '../../../state/use-workflows.ts';
import { documentActWords as words } from '../../../strings/documents.ts';
import { ActDialog } from './ActDialog.tsx';
import styles from './acts.module.css';
import { useRefreshDocuments } from './use-refresh-documents.ts';

/** Picks the node of a workflow that makes its document from this template. */
export function AttachDialog({ template, onClose }: { readonly template: { readonly id: string; readonly title: string }; readonly onClose: () => void }) {
  const queries = useQueries();
  const refresh = useRefreshDocuments();
  const [workflow, setWorkflow] = useState('');
  const [node, setNode] = useState('');
  const workflows = useWorkflows();
  const draft = useQuery(queries.workflows.get.queryOptions({ input: { id: workflow }, enabled: workflow !== '' }));
  const nodes = draft.data === undefined ? [] : allNodes(readDefinition(draft.data.definition)).filter(({ type, acts }) => type === 'workStep' || acts.some((act) => act.when === 'entry' && act.type === 'document.generate'));
  const attach = useMutation(
    queries.doctemplates.attach.mutationOptions({
      onSuccess: async ({ missing }) => {
        sayDone(words.attached(draft.data?.name ?? workflow), missing.length === 0 ? undefined : words.attachedMissing(missing));
        await refresh();
        onClose();
      },
    }),
  );

  return (
    <ActDialog
      title={words.attachTitle(template.title)}
      action={words.attachAction}
      isPending={attach.isPending}
      command={node === '' ? undefined : commandWords(['docs', 'templates', 'attach', template.id, workflow, node])}
      failure={{ error: attach.error, title: words.attachFailed }}
      onClose={onClose}
      onAct={() => {
        if (draft.data !== undefined && node !== '') attach.mutate({ id: template.id, workflow, node, draftRevision: draft.data.revision });
      }}
    >
      {(isChecked) => (
        <>
          <p className={styles['soft']}>{words.attachText}</p>
          <SelectInput
            label={words.workflow}
            isRequired
            value={workflow}
            error={isChecked && workflow === '' ? words.missingWorkflow : undefined}
            choices={(workflows.data?.items ?? []).map(({ slug, name }) => ({ value: slug, label: name }))}
            onChange={(value) => {
              setWorkflow(value);
              setNode('');
            }}
          />
          {draft.data !== undefined && nodes.length === 0 && <p>{words.noNodes}</p>}
          {nodes.length > 0 && (
            <SelectInput
              label={words.node}
              isRequired
              value={node}
              error={isChecked && node === '' ? words.missingNode : undefined}
              choices={nodes.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={setNode}
            />
          )}
          {[workflows.error, draft.error].map((error, at) => error !== null && <Failure key={at} error={error} isInline />)}
        </>
      )}
    </ActDialog>
  );
}
