import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import { allNodes, readDefinition } from '../../../canvas/read-definition.ts';
import { useQueries } from '../../../client/ClientProvider.tsx';
import { Button } from '../../../components/Button.tsx';
import { CommandLine } from '../../../components/CommandLine.tsx';
import { commandWords } from '../../../components/command-words.ts';
import { Dialog, DialogBody, DialogFooter } from '../../../components/Dialog.tsx';
import { Failure } from '../../../components/Failure.tsx';
import { SelectInput } from '../../../components/fields/ChoiceInput.tsx';
import { sayDone } from '../../../components/toasts.ts';
import { documentActWords as words, documentWords } from '../../../strings/documents.ts';
import { shellWords } from '../../../strings/shell.ts';
import styles from './acts.module.css';
import { useRefreshDocuments } from './use-refresh-documents.ts';

/** Picks the node of a workflow that makes its document from this template. */
export function AttachDialog({ template, onClose }: { readonly template: { readonly id: string; readonly title: string }; readonly onClose: () => void }) {
  const queries = useQueries();
  const refresh = useRefreshDocuments();
  const [workflow, setWorkflow] = useState('');
  const [node, setNode] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const workflows = useQuery(queries.workflows.list.queryOptions({ input: {} }));
  const draft = useQuery(queries.workflows.get.queryOptions({ input: { id: workflow }, enabled: workflow !== '' }));
  const nodes = draft.data === undefined ? [] : allNodes(readDefinition(draft.data.definition)).filter(({ type, actions }) => type === 'workStep' || actions.includes('document.generate'));
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
    <Dialog title={words.attachTitle(template.title)} isOpen onClose={onClose}>
      <Form
        className={styles['form'] ?? ''}
        validationBehavior="aria"
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (draft.data !== undefined && node !== '') attach.mutate({ id: template.id, workflow, node, draftRevision: draft.data.revision });
        }}
      >
        <DialogBody>
          <div className={styles['body']}>
            <p className={styles['soft']}>{words.attachText}</p>
            <SelectInput
              label={words.workflow}
              isRequired
              value={workflow}
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
            {node !== '' && (
              <div>
                <p className={styles['caption']}>{documentWords.cli}</p>
                <CommandLine command={commandWords(['docs', 'templates', 'attach', template.id, workflow, node])} />
              </div>
            )}
            {[workflows.error, draft.error].map((error, at) => error !== null && <Failure key={at} error={error} isInline />)}
            {attach.error !== null && <Failure error={attach.error} title={words.attachFailed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={attach.isPending}>
            {words.attachAction}
          </Button>
        </DialogFooter>
      </Form>
    </Dialog>
  );
}
