import { useQuery } from '@tanstack/react-query';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { OperationForm } from '../../../core/domain/operations/operation-form.ts';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { CheckboxInput } from '../../components/fields/CheckboxInput.tsx';
import { type FormValues, initialValues, readForm } from '../../components/schema-fields.ts';
import { SchemaForm } from '../../components/SchemaForm.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { screens } from '../../screens.ts';
import { loadOperationForm } from '../../state/contract-words.ts';
import { paletteWords } from '../../strings/palette.ts';
import { shellWords } from '../../strings/shell.ts';
import { asTyped, operationCommand, operationFields, takenAway, valuesHere } from './operation-input.ts';
import styles from './OperationDialog.module.css';
import { OperationAnswer } from './OperationAnswer.tsx';
import { useOperation } from './use-operation.ts';

const words = paletteWords.operation;

/** Any operation of the contract as a form: its fields, the command that does the same, and what it answers. */
export function OperationDialog({ name, onClose }: { readonly name: string; readonly onClose: () => void }) {
  const { data, error, refetch } = useQuery({ queryKey: ['operation form', name], queryFn: async () => loadOperationForm(name), staleTime: Number.POSITIVE_INFINITY });
  return (
    <Dialog title={data?.facts.summary ?? name} isOpen onClose={onClose} size="large">
      {data !== undefined && <OperationPane operation={data} onClose={onClose} />}
      {data === undefined && <DialogBody>{error === null ? <Skeleton count={3} /> : <Failure error={error} title={words.cannotShow} onRetry={() => void refetch()} />}</DialogBody>}
    </Dialog>
  );
}

function OperationPane({ operation, onClose }: { readonly operation: OperationForm; readonly onClose: () => void }) {
  const { facts } = operation;
  const { fields, typed, setTyped, read } = useOperationForm(operation);
  const [isChecked, setIsChecked] = useState(false);
  const [isMeant, setIsMeant] = useState(false);
  const { state, run, stop } = useOperation(facts);
  const faults = Object.keys(read.errors).length;
  const mustBeMeant = facts.takesAway !== undefined && !isMeant;
  const go = (): void => {
    setIsChecked(true);
    if (faults === 0 && !mustBeMeant) void run(read.values);
  };
  return (
    <DialogForm onSubmit={go}>
      <DialogBody>
        <div className={styles['body']}>
          <p className={styles['kind']}>
            <code>{facts.name}</code> {words.kinds[facts.kind]}
          </p>
          {fields.length === 0 ? <p>{words.noInput}</p> : <SchemaForm fields={fields} values={typed} errors={isChecked ? read.errors : {}} onChange={setTyped} />}
          {facts.takesAway !== undefined && <CheckboxInput label={words.meant(takenAway(facts.takesAway, read.values))} value={isMeant} onChange={setIsMeant} error={isChecked && !isMeant ? words.notMeant : undefined} />}
          <div>
            <p className={styles['caption']}>{words.cli}</p>
            <CommandLine command={operationCommand(operation, read.values)} />
          </div>
          {state.status === 'failed' && <Failure error={state.error} title={words.failed} isInline />}
          <OperationAnswer facts={facts} state={state} />
        </div>
      </DialogBody>
      <DialogFooter>
        {isChecked && faults > 0 && <p role="alert">{words.faults(faults)}</p>}
        <ScreenButton name={facts.name} onLeave={onClose} />
        <Button onPress={onClose}>{shellWords.close}</Button>
        {state.status === 'running' && facts.kind === 'stream' && (
          <Button icon="stop" onPress={stop}>
            {words.stop}
          </Button>
        )}
        <Button type="submit" look={facts.takesAway === undefined ? 'primary' : 'danger'} isPending={state.status === 'running'}>
          {verbOf(facts)}
        </Button>
      </DialogFooter>
    </DialogForm>
  );
}

/** The values that were typed, on top of those of the place one stands at, and what they make. */
function useOperationForm(operation: OperationForm) {
  const { pathname } = useLocation();
  const fields = useMemo(() => operationFields(operation), [operation]);
  const [own, setOwn] = useState<FormValues>(() => valuesHere(operation, pathname));
  const typed = { ...initialValues(fields), ...own };
  return {
    fields,
    typed,
    setTyped: (key: string, value: string | boolean) => { setOwn((before) => ({ ...before, [key]: value })); },
    read: readForm(fields, asTyped(operation.fields, typed)),
  };
}

function verbOf({ kind, isDownload }: OperationForm['facts']): string {
  if (kind === 'stream') return isDownload ? words.downloads : words.follows;
  return kind === 'query' ? words.asks : words.does;
}

/** The way to the screen where the area is at home. */
function ScreenButton({ name, onLeave }: { readonly name: string; readonly onLeave: () => void }) {
  const navigate = useNavigate();
  const screen = screens.find(({ areas }) => areas.some((area) => name.startsWith(`${area}.`)));
  if (screen === undefined) return null;
  return (
    <Button
      look="quiet"
      onPress={() => {
        onLeave();
        void navigate({ to: screen.to });
      }}
    >
      {words.screen(screen.title)}
    </Button>
  );
}
