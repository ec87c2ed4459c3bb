import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { Form } from 'react-aria-components';
import { isJsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { initialValues, readForm, schemaFields } from '../../components/schema-fields.ts';
import { SchemaForm } from '../../components/SchemaForm.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { shellWords } from '../../strings/shell.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { runCommand } from './run-command.ts';
import styles from './RunDialog.module.css';

const words = workflowWords.dialog;

export interface RunDialogProps {
  /** Id or slug. */
  readonly workflowId: string;
  /** The draft is what somebody works on: it is run unless they say otherwise. */
  readonly isDraftFirst?: boolean;
  readonly onClose: () => void;
}

/** Asks for the inputs a workflow declares and starts a run of it. */
export function RunDialog({ workflowId, isDraftFirst = false, onClose }: RunDialogProps) {
  const queries = useQueries();
  const draft = useQuery(queries.workflows.get.queryOptions({ input: { id: workflowId } }));
  const version = draft.data?.version;
  const published = useQuery(
    queries.workflows.get.queryOptions({ input: { id: workflowId, ...(version === undefined ? {} : { version }) }, enabled: version !== undefined }),
  );
  const shown = version === undefined ? draft.data : published.data;
  const error = draft.error ?? published.error;

  return (
    <Dialog title={words.title(draft.data?.name ?? workflowWords.one)} isOpen onClose={onClose}>
      {error !== null && (
        <DialogBody>
          <Failure error={error} title={workflowWords.cannotShow} onRetry={() => void draft.refetch()} />
        </DialogBody>
      )}
      {error === null && shown === undefined && (
        <DialogBody>
          <Skeleton count={3} />
        </DialogBody>
      )}
      {error === null && shown !== undefined && draft.data !== undefined && <InputForm published={version === undefined ? undefined : shown} draft={draft.data} isDraftFirst={isDraftFirst} onClose={onClose} />}
    </Dialog>
  );
}

interface InputFormProps {
  readonly published: WorkflowView | undefined;
  readonly draft: WorkflowView;
  readonly isDraftFirst: boolean;
  readonly onClose: () => void;
}

function InputForm({ published, draft, isDraftFirst, onClose }: InputFormProps) {
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [isDraft, setIsDraft] = useState(published === undefined || (isDraftFirst && draft.status === 'changed'));
  const [isAttended, setIsAttended] = useState(false);
  const schema = (isDraft ? draft : (published ?? draft)).definition['inputs'];
  const fields = useMemo(() => schemaFields(isJsonObject(schema) ? schema : {}), [schema]);
  const [values, setValues] = useState(() => initialValues(fields));
  const [isChecked, setIsChecked] = useState(false);
  const read = readForm(fields, values);
  const faults = Object.keys(read.errors).length;
  const start = useMutation(
    queries.runs.start.mutationOptions({
      onSuccess: async ({ id }) => {
        await cache.invalidateQueries({ queryKey: queries.runs.list.key() });
        onClose();
        await navigate({ to: '/runs/$id', params: { id }, state: { isStarted: true } });
      },
    }),
  );

  return (
    <Form
      className={styles['form'] ?? ''}
      validationBehavior="aria"
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (faults === 0) start.mutate({ workflow: draft.id, input: read.values, draft: isDraft, attended: isAttended });
      }}
    >
      <DialogBody>
        <div className={styles['body']}>
          {published === undefined && <p className={styles['note']}>{words.onlyDraft}</p>}
          {fields.length === 0 ? (
            <p className={styles['note']}>{words.noInputs}</p>
          ) : (
            <SchemaForm
              fields={fields}
              values={values}
              errors={isChecked ? read.errors : {}}
              onChange={(key, value) => {
                setValues((before) => ({ ...before, [key]: value }));
              }}
            />
          )}
          <SwitchInput label={words.attended} help={words.attendedHelp} value={isAttended} onChange={setIsAttended} />
          {draft.status === 'changed' && <SwitchInput label={words.draft} help={words.draftHelp} value={isDraft} onChange={setIsDraft} />}
          {faults === 0 && (
            <div>
              <p className={styles['caption']}>{words.cli}</p>
              <CommandLine command={runCommand({ slug: draft.slug, input: read.values, isDraft, isAttended })} />
            </div>
          )}
          {start.error !== null && <Failure error={start.error} title={words.failed} isInline />}
        </div>
      </DialogBody>
      <DialogFooter>
        {isChecked && faults > 0 && (
          <p className={styles['faults']} role="alert">
            {words.fix(faults)}
          </p>
        )}
        <Button onPress={onClose}>{shellWords.cancel}</Button>
        <Button type="submit" look="primary" icon="play" isPending={start.isPending}>
          {words.start}
        </Button>
      </DialogFooter>
    </Form>
  );
}
