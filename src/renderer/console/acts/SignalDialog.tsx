import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useQueries } from '../../client/ClientProvider.tsx';
import { Button } from '../../components/Button.tsx';
import { CommandLine } from '../../components/CommandLine.tsx';
import { commandWords } from '../../../core/domain/model/command-line.ts';
import { Dialog, DialogBody, DialogFooter } from '../../components/Dialog.tsx';
import { DialogForm } from '../../components/DialogForm.tsx';
import { Failure } from '../../components/Failure.tsx';
import { TextInput } from '../../components/fields/TextInput.tsx';
import { readJson } from '../../components/read-json.ts';
import { sayDone } from '../../components/toasts.ts';
import { actWords } from '../../strings/console-acts.ts';
import { formWords } from '../../strings/forms.ts';
import { shellWords } from '../../strings/shell.ts';
import { AlsoSteered } from './ActDialog.tsx';
import styles from './acts.module.css';
import { useAfterAct } from './use-after-act.ts';

const words = actWords.signal;

export interface SignalDialogProps {
  readonly runId: string;
  /** What a step waits for. */
  readonly wanted: { readonly name: string; readonly key?: string | undefined } | undefined;
  readonly onClose: () => void;
}

/** Tells a run something it may wait for. */
export function SignalDialog({ runId, wanted, onClose }: SignalDialogProps) {
  const queries = useQueries();
  const after = useAfterAct(runId);
  const [name, setName] = useState(wanted?.name ?? '');
  const [key, setKey] = useState(wanted?.key ?? '');
  const [typed, setTyped] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const signal = useMutation(queries.runs.signal.mutationOptions({ onSuccess: () => { sayDone(words.done(name)); onClose(); }, onSettled: after }));
  const payload = typed.trim() === '' ? null : readJson(typed);
  const about = key.trim() === '' ? {} : { key: key.trim() };
  const faults = { name: name.trim() === '' ? formWords.missing(words.name) : undefined, payload: payload === undefined ? formWords.notJson(words.payload) : undefined };
  const send = (): void => {
    setIsChecked(true);
    if (payload !== undefined && faults.name === undefined && !signal.isPending) signal.mutate({ id: runId, name: name.trim(), payload, ...about });
  };
  return (
    <Dialog title={words.title} isOpen onClose={onClose}>
      <DialogForm onSubmit={send}>
        <DialogBody>
          <div className={styles['body']}>
            <AlsoSteered runId={runId} />
            <p>{words.text}</p>
            <TextInput label={words.name} isRequired value={name} onChange={setName} error={isChecked ? faults.name : undefined} />
            <TextInput label={words.key} help={words.keyHelp} value={key} onChange={setKey} />
            <TextInput label={words.payload} kind="code" value={typed} onChange={setTyped} error={isChecked ? faults.payload : undefined} />
            <CommandLine command={commandWords(['runs', 'signal', runId, name.trim()], { ...about, payload: payload ?? undefined })} />
            {signal.error !== null && <Failure error={signal.error} title={words.failed} isInline />}
          </div>
        </DialogBody>
        <DialogFooter>
          <Button onPress={onClose}>{shellWords.cancel}</Button>
          <Button type="submit" look="primary" isPending={signal.isPending}>{words.action}</Button>
        </DialogFooter>
      </DialogForm>
    </Dialog>
  );
}
