import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Client } from '../../client/connect.ts';
import { useClient, useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckboxInput } from '../../components/fields/CheckboxInput.tsx';
import { RadioInput } from '../../components/fields/ChoiceInput.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
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

interface ImportChoice {
  readonly name: string;
  readonly isReplacing: boolean;
  /** Whether published versions in the file come along. */
  readonly versions: boolean;
}

/** Says what a file holds, what is missing here and what is wrong with it, and imports it as a draft only then. */
export function ImportDialog({ file, onClose }: ImportDialogProps) {
  const queries = useQueries();
  const { data, error } = useQuery({ ...queries.workflows.inspect.queryOptions({ input: { content: file.content, file: file.name } }), staleTime: 0, gcTime: 0 });
  return (
    <Dialog title={words.title(file.name)} isOpen onClose={onClose}>
      {data === undefined ? (
        <DialogBody>{error === null ? <Skeleton count={3} /> : <Failure error={error} title={words.failed} isInline />}</DialogBody>
      ) : (
        <ImportForm found={data} file={file} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface ImportFormProps {
  readonly found: Inspected;
  readonly file: ImportDialogProps['file'];
  readonly onClose: () => void;
}

function useImport(found: Inspected, { file, choice, onClose }: { readonly file: ImportDialogProps['file']; readonly choice: ImportChoice; readonly onClose: () => void }) {
  const client = useClient();
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: async () => client.workflows.import({ content: file.content, file: file.name, ...(choice.isReplacing ? { replace: true, slug: found.slug } : { versions: choice.versions, ...ownName(found, choice.name.trim()) }) }),
    async onSuccess({ workflow }) {
      sayDone(words.done(workflow.name));
      onClose();
      await cache.invalidateQueries({ queryKey: queries.workflows.key() });
      await navigate({ to: '/workflows/$id', params: { id: workflow.slug } });
    },
  });
}

/** A name of its own only where it has another: what a script calls it stays as the file says. */
function ownName({ name, replaces }: Inspected, wanted: string): { readonly name?: string } {
  return wanted === name && replaces === undefined ? {} : { name: wanted };
}

function ImportForm({ found, file, onClose }: ImportFormProps) {
  const [choice, setChoice] = useState<ImportChoice>({ name: found.freeName, isReplacing: false, versions: true });
  const [isChecked, setIsChecked] = useState(false);
  const upload = useImport(found, { file, choice, onClose });
  const isMissing = !choice.isReplacing && choice.name.trim() === '';
  const change = (part: Partial<ImportChoice>): void => {
    setChoice({ ...choice, ...part });
  };
  return (
    <DialogForm
      onSubmit={() => {
        setIsChecked(true);
        if (!isMissing) upload.mutate();
      }}
    >
      <DialogBody>
        <div className={formStyles['form']}>
          <p>{words.holds(found.name, found.nodes, found.files.length)}</p>
          <TextInput label={words.name} isRequired isDisabled={choice.isReplacing} value={choice.isReplacing ? found.name : choice.name} error={isChecked && isMissing ? words.missingName : undefined} onChange={(name) => { change({ name }); }} />
          {found.replaces !== undefined && (
            <RadioInput
              label={words.taken(found.slug)}
              isRequired
              value={choice.isReplacing ? 'replace' : 'beside'}
              choices={[{ value: 'beside', label: words.beside }, { value: 'replace', label: words.replace }]}
              onChange={(value) => { change({ isReplacing: value === 'replace' }); }}
            />
          )}
          <Versions found={found} choice={choice} onChange={change} />
          <ToReview title={words.missing} findings={found.missing} />
          <ToReview title={words.wrong} findings={found.findings} />
          {found.missing.length + found.findings.length === 0 && <p>{words.nothingMissing}</p>}
          {upload.error !== null && <Failure error={upload.error} title={words.failed} isInline />}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button onPress={onClose}>{shellWords.cancel}</Button>
        <Button type="submit" look="primary" isPending={upload.isPending}>
          {words.action}
        </Button>
      </DialogFooter>
    </DialogForm>
  );
}

/** What becomes of the published versions in the file. */
function Versions({ found: { versions }, choice, onChange }: { readonly found: Inspected; readonly choice: ImportChoice; readonly onChange: (part: Partial<ImportChoice>) => void }) {
  if (versions.length === 0) return <p>{words.noVersions}</p>;
  if (choice.isReplacing) return <p>{words.versionsStay(versions.length)}</p>;
  return (
    <CheckboxInput
      label={words.versions(versions.length)}
      help={choice.versions ? words.versionsHelp : words.versionsStay(versions.length)}
      value={choice.versions}
      onChange={(kept) => { onChange({ versions: kept }); }}
    />
  );
}
