import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Form } from 'react-aria-components';
import type { Client } from '../../client/connect.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { RadioInput } from '../../components/fields/ChoiceInput.tsx';
import formStyles from '../../components/SchemaForm.module.css';
import { Skeleton } from '../../components/Skeleton.tsx';
import { sayDone } from '../../components/toasts.ts';
import { libraryWords } from '../../strings/library.ts';
import { shellWords } from '../../strings/shell.ts';
import { ToReview } from './ToReview.tsx';

const words = libraryWords.import;
type Inspected = Awaited<ReturnType<Client['workflows']['inspect']>>;

export interface ImportDialogProps {
  readonly file: { readonly name: string; readonly content: string };
  readonly onClose: () => void;
}

/** Says what a file holds, what is missing here and what is wrong with it, and imports it as a draft only then. */
export function ImportDialog({ file, onClose }: ImportDialogProps) {
  const queries = useQueries();
  const { data, error } = useQuery({ ...queries.workflows.inspect.queryOptions({ input: { content: file.content } }), staleTime: 0, gcTime: 0 });
  return (
    <Dialog title={words.title(file.name)} isOpen onClose={onClose}>
      {data === undefined ? (
        <DialogBody>{error === null ? <Skeleton count={3} /> : <Failure error={error} title={words.failed} isInline />}</DialogBody>
      ) : (
        <ImportForm found={data} content={file.content} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ImportFormProps {
  readonly found: Inspected;
  readonly content: string;
  readonly onClose: () => void;
}

function ImportForm({ found, content, onClose }: ImportFormProps) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [isReplacing, setIsReplacing] = useState(false);
  const upload = useMutation({
    mutationFn: async () => client.workflows.import({ content, ...(found.replaces === undefined ? {} : isReplacing ? { replace: true } : { slug: `${found.slug}-copy` }) }),
    async onSuccess({ workflow }) {
      sayDone(words.done(workflow.name));
      onClose();
      await cache.invalidateQueries({ queryKey: queries.workflows.key() });
      await navigate({ to: '/workflows/$id', params: { id: workflow.slug } });
    },
  });
  return (
    <Form
      onSubmit={(event) => {
        event.preventDefault();
        upload.mutate();
      }}
    >
      <DialogBody>
        <div className={formStyles['form']}>
          <p>{words.holds(found.name, found.nodes, found.files.length)}</p>
          <ToReview title={words.missing} findings={found.missing} />
          <ToReview title={words.wrong} findings={found.findings} />
          {found.missing.length + found.findings.length === 0 && <p>{words.nothingMissing}</p>}
          {found.replaces !== undefined && (
            <RadioInput
              label={words.taken(found.slug)}
              isRequired
              value={isReplacing ? 'replace' : 'beside'}
              choices={[
                { value: 'beside', label: words.beside(`${found.slug}-copy`) },
                { value: 'replace', label: words.replace },
              ]}
              onChange={(value) => {
                setIsReplacing(value === 'replace');
              }}
            />
          )}
          {upload.error !== null && <Failure error={upload.error} title={words.failed} isInline />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{shellWords.cancel}</Button>
        <Button type="submit" look="primary" isPending={upload.isPending}>
          {words.action}
        </Button>
      </DialogFooter>
    </Form>
  );
}
