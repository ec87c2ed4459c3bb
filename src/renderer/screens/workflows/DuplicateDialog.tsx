import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { WorkflowSummary } from '../../../core/domain/operations/workflows.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import formStyles from '../../components/SchemaForm.module.css';
import { sayDone } from '../../components/toasts.ts';
import { libraryWords } from '../../strings/library.ts';
import { shellWords } from '../../strings/shell.ts';
import { readTags, shownTags } from '../documents/acts/tag-words.ts';
import { ToReview } from './ToReview.tsx';

const words = libraryWords.duplicate;

export interface DuplicateDialogProps {
  readonly workflow: Pick<WorkflowSummary, 'id' | 'name' | 'description' | 'tags'>;
  readonly onClose: () => void;
}

/** Makes a workflow of its own from the draft of another, says what to look at in it, and opens it. */
export function DuplicateDialog({ workflow, onClose }: DuplicateDialogProps) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [name, setName] = useState(words.copyOf(workflow.name));
  const [description, setDescription] = useState(workflow.description);
  const [tags, setTags] = useState(shownTags(workflow.tags ?? []));
  const [isChecked, setIsChecked] = useState(false);
  const isMissing = name.trim() === '';
  const duplicate = useMutation({
    mutationFn: async () => client.workflows.duplicate({ id: workflow.id, name: name.trim(), description: description.trim(), tags: readTags(tags) }),
    async onSuccess({ workflow: copy, review }) {
      await cache.invalidateQueries({ queryKey: queries.workflows.list.key() });
      sayDone(words.done(copy.name));
      if (review.length === 0) await open(copy.slug);
    },
  });
  const open = async (slug: string): Promise<void> => {
    onClose();
    await navigate({ to: '/workflows/$id', params: { id: slug } });
  };
  const { data } = duplicate;

  return (
    <Dialog title={words.title(workflow.name)} isOpen onClose={onClose}>
      <DialogForm
        onSubmit={() => {
          setIsChecked(true);
          if (data !== undefined) void open(data.workflow.slug);
          else if (!isMissing) duplicate.mutate();
        }}
      >
        <DialogBody>
          {data === undefined ? (
            <div className={formStyles['form']}>
              <p>{words.text}</p>
              <TextInput label={words.name} isRequired value={name} onChange={setName} error={isChecked && isMissing ? words.missingName : undefined} />
              <TextInput label={words.description} kind="lines" value={description} onChange={setDescription} />
              <TextInput label={words.tags} help={words.tagsHelp} value={tags} onChange={setTags} />
              {duplicate.error !== null && <Failure error={duplicate.error} title={words.failed} isInline />}
            </div>
          ) : (
            <ToReview title={words.review(data.workflow.name)} findings={data.review} />
          )}
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{data === undefined ? shellWords.cancel : shellWords.close}</Button>
          <Button type="submit" look="primary" isPending={duplicate.isPending}>
            {data === undefined ? words.action : words.open}
          </Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
