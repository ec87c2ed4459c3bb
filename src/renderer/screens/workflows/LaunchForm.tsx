import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { isJsonObject, type JsonObject } from '../../../core/domain/model/json.ts';
import type { WorkflowView } from '../../../core/domain/operations/workflows.ts';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectInput } from '../../components/fields/ChoiceInput.tsx';
import { SwitchInput } from '../../components/fields/SwitchInput.tsx';
import { initialValues, readForm, schemaFields } from '../../components/schema-fields.ts';
import { SchemaForm } from '../../components/SchemaForm.tsx';
import { toastQueue } from '../../components/toasts.ts';
import { shellWords } from '../../strings/shell.ts';
import { workflowWords } from '../../strings/workflows.ts';
import { LaunchCost } from './LaunchCost.tsx';
import { LaunchNeeds } from './LaunchNeeds.tsx';
import { runCommand } from './run-command.ts';
import styles from './RunDialog.module.css';
import { type StartChoice, StartChoices } from './StartChoices.tsx';

const words = workflowWords.dialog;

/** The number of a version, or the draft as it stands. */
export type Launched = number | 'draft';

export interface LaunchFormProps {
  readonly workflow: WorkflowView;
  /** What is run, whose inputs are asked for. */
  readonly definition: JsonObject;
  readonly launched: Launched;
  /** Another definition is on its way. */
  readonly isComing: boolean;
  /** Versions that can be run, the newest first. */
  readonly versions: readonly number[];
  readonly onLaunched: (launched: Launched) => void;
  readonly onClose: () => void;
}

/** The inputs of a run, what it follows, and the command that does the same. */
export function LaunchForm({ workflow, definition, launched, isComing, versions, onLaunched, onClose }: LaunchFormProps) {
  const [isAttended, setIsAttended] = useState(false);
  const [choice, setChoice] = useState<StartChoice>({});
  const schema = definition['inputs'];
  const fields = useMemo(() => schemaFields(isJsonObject(schema) ? schema : {}), [schema]);
  const [typed, setTyped] = useState<ReturnType<typeof initialValues>>({});
  const [isChecked, setIsChecked] = useState(false);
  const values = { ...initialValues(fields), ...typed };
  const read = readForm(fields, values);
  const faults = Object.keys(read.errors).length;
  const start = useStart(workflow.name, onClose);
  const newest = workflow.version;
  const offered = newest === undefined ? [] : versions.length === 0 ? [newest] : versions;
  const type = (key: string, value: string | boolean): void => { setTyped((before) => ({ ...before, [key]: value })); };
  const begin = (isOpened: boolean): void => {
    setIsChecked(true);
    if (faults > 0 || isComing) return;
    const of = launched === 'draft' ? { draft: true } : launched === newest ? {} : { version: launched };
    start.begin({ workflow: workflow.id, input: read.values, attended: isAttended, ...of, ...choice }, isOpened);
  };

  return (
    <DialogForm onSubmit={() => { begin(true); }}>
      <DialogBody>
        <div className={styles['body']}>
          {newest === undefined && <p className={styles['note']}>{words.onlyDraft}</p>}
          {fields.length === 0 ? (
            <p className={styles['note']}>{words.noInputs}</p>
          ) : (
            <SchemaForm fields={fields} values={values} errors={isChecked ? read.errors : {}} onChange={type} />
          )}
          <LaunchNeeds definition={definition} fields={fields} values={read.values} onChange={type} />
          {newest !== undefined && (offered.length > 1 || workflow.status === 'changed') && (
            <SelectInput
              label={words.version}
              value={String(launched)}
              choices={[
                ...offered.map((number) => ({ value: String(number), label: number === newest ? words.newest(number) : words.older(number) })),
                ...(workflow.status === 'changed' ? [{ value: 'draft', label: words.draft }] : []),
              ]}
              onChange={(value) => { onLaunched(value === 'draft' ? 'draft' : Number(value)); }}
            />
          )}
          <StartChoices choice={choice} onChoose={setChoice} />
          {!isComing && <LaunchCost workflow={workflow.id} choice={choice} {...(launched === 'draft' ? {} : { version: launched })} />}
          <SwitchInput label={words.attended} help={words.attendedHelp} value={isAttended} onChange={setIsAttended} />
          {faults === 0 && (
            <div>
              <p className={styles['caption']}>{words.cli}</p>
              <CommandLine command={runCommand({ slug: workflow.slug, input: read.values, isDraft: launched === 'draft', isAttended, choice, ...(launched === 'draft' || launched === newest ? {} : { version: launched }) })} />
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
        <Button isPending={start.isPending} onPress={() => { begin(false); }}>
          {words.stay}
        </Button>
        <Button type="submit" look="primary" icon="play" isPending={start.isPending}>
          {words.start}
        </Button>
      </DialogFooter>
    </DialogForm>
  );
}

interface StartInput extends StartChoice {
  readonly workflow: string;
  readonly input: JsonObject;
  readonly attended: boolean;
  readonly draft?: boolean;
  readonly version?: number;
}

/** Starts a run and says so. What was sent before and got no answer is sent with the key it had, so that it is not started twice. */
function useStart(name: string, onClose: () => void) {
  const queries = useQueries();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const [sent, setSent] = useState<{ readonly text: string; readonly key: string }>();
  const start = useMutation(queries.runs.start.mutationOptions());
  const open = (id: string): void => { void navigate({ to: '/runs/$id', params: { id }, state: { isStarted: true } }); };
  return {
    error: start.error,
    isPending: start.isPending,
    begin: (input: StartInput, isOpened: boolean): void => {
      const text = JSON.stringify(input);
      const asked = sent?.text === text ? sent : { text, key: crypto.randomUUID() };
      setSent(asked);
      start.mutate({ ...input, key: asked.key }, {
        onSuccess: ({ id }) => {
          void cache.invalidateQueries({ queryKey: queries.runs.list.key() });
          onClose();
          if (isOpened) open(id);
          toastQueue.add({ tone: 'good', title: words.started(name), detail: id, ...(isOpened ? {} : { action: { label: words.open, run: () => { open(id); } } }) }, { timeout: isOpened ? 4000 : 15_000 });
        },
      });
    },
  };
}
